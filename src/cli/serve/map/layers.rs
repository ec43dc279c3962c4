//! Which layer each box of a map belongs to.

use super::layout::Arrow;

/// Whether each arrow leads back to a box on the way to its own: without those, nothing goes in
/// circles. Boxes are visited in their order, so that what stands first in a guide stays on top.
pub fn back_arrows(count: usize, arrows: &[Arrow]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        Not,
        UnderWay,
        Over,
    }
    let leaving = leaving(count, arrows);
    let mut visits = vec![Visit::Not; count];
    let mut is_back = vec![false; arrows.len()];
    for root in 0..count {
        // The boxes under way, each with how many of its arrows were followed.
        let mut way: Vec<(usize, usize)> = Vec::new();
        let enter = |place: usize, visits: &mut [Visit], way: &mut Vec<(usize, usize)>| {
            if let Some(visit) = visits.get_mut(place).filter(|visit| **visit == Visit::Not) {
                *visit = Visit::UnderWay;
                way.push((place, 0));
            }
        };
        enter(root, &mut visits, &mut way);
        while let Some((place, followed)) = way.last_mut() {
            let place = *place;
            let next = leaving.get(place).and_then(|list| list.get(*followed)).copied();
            *followed += 1;
            let Some((number, arrow)) = next.and_then(|next| Some((next, arrows.get(next)?)))
            else {
                visits.get_mut(place).into_iter().for_each(|visit| *visit = Visit::Over);
                way.pop();
                continue;
            };
            if visits.get(arrow.to) == Some(&Visit::UnderWay) {
                is_back.get_mut(number).into_iter().for_each(|it| *it = true);
            }
            enter(arrow.to, &mut visits, &mut way);
        }
    }
    is_back
}

/// The layer of each box: the most arrows that lead to it, those back left out.
pub fn layers(count: usize, arrows: &[Arrow], is_back: &[bool]) -> Vec<usize> {
    let leaving = leaving(count, arrows);
    let mut layers = vec![0; count];
    let mut waiting = vec![0_usize; count];
    let forward = || arrows.iter().zip(is_back).filter(|(_, is_back)| !**is_back);
    for (arrow, _) in forward() {
        waiting.get_mut(arrow.to).into_iter().for_each(|it| *it += 1);
    }
    let mut open: Vec<usize> = (0..count).filter(|place| waiting.get(*place) == Some(&0)).collect();
    while let Some(place) = open.pop() {
        let layer = layers.get(place).copied().unwrap_or_default() + 1;
        for number in leaving.get(place).into_iter().flatten() {
            let (Some(arrow), Some(false)) = (arrows.get(*number), is_back.get(*number)) else {
                continue;
            };
            layers.get_mut(arrow.to).into_iter().for_each(|it: &mut usize| *it = layer.max(*it));
            if let Some(left) = waiting.get_mut(arrow.to) {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    open.push(arrow.to);
                }
            }
        }
    }
    layers
}

/// The arrows that leave each box.
fn leaving(count: usize, arrows: &[Arrow]) -> Vec<Vec<usize>> {
    let mut leaving = vec![Vec::new(); count];
    for (number, arrow) in arrows.iter().enumerate() {
        leaving.get_mut(arrow.from).into_iter().for_each(|list: &mut Vec<usize>| list.push(number));
    }
    leaving
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_longest_ways_and_circles_are_cut_where_they_return() {
        let arrows = [(0, 1), (1, 2), (0, 2), (2, 0), (2, 3), (3, 3)].map(|(from, to)| Arrow {
            from,
            to,
            label: None,
        });
        let is_back = back_arrows(4, &arrows);
        assert_eq!(is_back, [false, false, false, true, false, true]);
        assert_eq!(layers(4, &arrows, &is_back), [0, 1, 2, 3]);
    }
}
