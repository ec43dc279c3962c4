//! Where the boxes and arrows of a map lie: in layers from top to bottom.
//!
//! Layers are longest paths without the arrows that lead back. Between two layers of boxes there is
//! one of labels, and an arrow that passes a layer has a slot of its own in it, so that neither
//! labels nor arrows lie on boxes. Arrows back run beside everything, on lanes at the right. The
//! same input gives the same places: nothing here depends on chance or on hashes.

use super::layers::{back_arrows, layers};

/// How large a box or a label is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// An arrow between two boxes, by their places in the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    pub from: usize,
    pub to: usize,
    /// The size of the words on it, if there are any.
    pub label: Option<Size>,
}

/// A place in the picture: the upper left corner and the size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// The way of an arrow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// Points to be joined in turn; where both coordinates change, by a curve that begins and ends
    /// upright.
    pub points: Vec<(f64, f64)>,
    /// Where its words stand.
    pub label: Option<Rect>,
    /// Whether it leads back to an earlier box.
    pub is_back: bool,
}

/// A map laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    pub width: f64,
    pub height: f64,
    pub boxes: Vec<Rect>,
    pub routes: Vec<Route>,
}

const MARGIN: f64 = 16.0;
/// Between neighbours of a layer.
const BESIDE: f64 = 18.0;
/// Between two layers, without the tracks of arrows that lead back.
const BETWEEN: f64 = 26.0;
const TRACK: f64 = 9.0;
const LANE: f64 = 14.0;
/// What an arrow takes in a layer that it only passes.
const PASSING: Size = Size { width: 4.0, height: 0.0 };
/// More rounds change little.
const ROUNDS: usize = 12;

/// A place in a layer that a box, a label or a passing arrow takes.
#[derive(Clone, Copy, Default)]
struct Slot {
    size: Size,
    layer: usize,
    /// Its middle.
    x: f64,
}

/// Lays out boxes and the arrows between them.
pub fn layout(boxes: &[Size], arrows: &[Arrow]) -> Layout {
    if boxes.is_empty() {
        return Layout::default();
    }
    let is_back = back_arrows(boxes.len(), arrows);
    let mut plan = Plan::new(boxes, arrows, &is_back);
    plan.order();
    plan.place();
    plan.draw(boxes.len(), arrows, &is_back)
}

/// The slots of a map while they are put in order.
struct Plan {
    /// The boxes first, in their own order, then labels and passing arrows.
    slots: Vec<Slot>,
    /// The slots of each layer from left to right.
    rows: Vec<Vec<usize>>,
    /// The slots of each arrow between its boxes, downwards.
    chains: Vec<Vec<usize>>,
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
}

impl Plan {
    fn new(boxes: &[Size], arrows: &[Arrow], is_back: &[bool]) -> Self {
        let layers = layers(boxes.len(), arrows, is_back);
        let mut slots: Vec<Slot> = boxes
            .iter()
            .zip(&layers)
            .map(|(size, layer)| Slot { size: *size, layer: layer * 2, x: 0.0 })
            .collect();
        let layer = |slots: &[Slot], place: usize| slots.get(place).map_or(0, |slot| slot.layer);
        let mut chains = Vec::new();
        for (arrow, is_back) in arrows.iter().zip(is_back) {
            let first = layer(&slots, arrow.from) + 1;
            let end = if *is_back { first + 1 } else { layer(&slots, arrow.to) };
            let chain: Vec<usize> = (slots.len()..).take(end - first).collect();
            for layer in first..end {
                let label = arrow.label.filter(|_| layer == first);
                slots.push(Slot { size: label.unwrap_or(PASSING), layer, x: 0.0 });
            }
            chains.push(chain);
        }
        let count = slots.iter().map(|slot| slot.layer + 1).max().unwrap_or_default();
        let mut rows = vec![Vec::new(); count];
        for (place, slot) in slots.iter().enumerate() {
            rows.get_mut(slot.layer).into_iter().for_each(|row: &mut Vec<usize>| row.push(place));
        }
        let (mut above, mut below) = (vec![Vec::new(); slots.len()], vec![Vec::new(); slots.len()]);
        for ((arrow, chain), is_back) in arrows.iter().zip(&chains).zip(is_back) {
            let end = (!is_back).then_some(arrow.to);
            let way: Vec<usize> =
                [arrow.from].into_iter().chain(chain.iter().copied()).chain(end).collect();
            for (upper, lower) in way.iter().zip(way.iter().skip(1)) {
                let add = |lists: &mut Vec<Vec<usize>>, at: usize, what: usize| {
                    lists.get_mut(at).into_iter().for_each(|list| list.push(what));
                };
                add(&mut below, *upper, *lower);
                add(&mut above, *lower, *upper);
            }
        }
        Self { slots, rows, chains, above, below }
    }

    /// Puts each layer in the order that its neighbours ask for, so that few arrows cross.
    fn order(&mut self) {
        let mut places = vec![0.0; self.slots.len()];
        let note = |row: &[usize], places: &mut [f64]| {
            for (place, slot) in row.iter().enumerate() {
                places.get_mut(*slot).into_iter().for_each(|it| *it = place as f64);
            }
        };
        self.rows.iter().for_each(|row| note(row, &mut places));
        for round in 0..ROUNDS {
            let downwards = round % 2 == 0;
            let neighbours = if downwards { &self.above } else { &self.below };
            let count = self.rows.len();
            for step in 0..count {
                let layer = if downwards { step } else { count - 1 - step };
                let Some(row) = self.rows.get_mut(layer) else { continue };
                let mut keyed: Vec<(f64, usize)> = row
                    .iter()
                    .map(|slot| {
                        let own = places.get(*slot).copied().unwrap_or_default();
                        let list = neighbours.get(*slot).map(Vec::as_slice).unwrap_or_default();
                        (mean(list, &places).unwrap_or(own), *slot)
                    })
                    .collect();
                // The sort is stable: where neighbours do not decide, the order stays.
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
                *row = keyed.into_iter().map(|(_, slot)| slot).collect();
                note(row, &mut places);
            }
        }
    }

    /// Moves each slot as near to the middle of its neighbours as the others of its layer allow.
    fn place(&mut self) {
        let mut middles = vec![0.0; self.slots.len()];
        for round in 0..=ROUNDS {
            for step in 0..self.rows.len() {
                let downwards = round % 2 == 0;
                let layer = if downwards { step } else { self.rows.len() - 1 - step };
                let Some(row) = self.rows.get(layer) else { continue };
                let wishes: Vec<f64> = row
                    .iter()
                    .map(|slot| {
                        let list = if downwards { &self.above } else { &self.below };
                        let list = list.get(*slot).map(Vec::as_slice).unwrap_or_default();
                        let own = middles.get(*slot).copied().unwrap_or_default();
                        mean(list, &middles).unwrap_or(own)
                    })
                    .collect();
                let widths: Vec<f64> = row
                    .iter()
                    .map(|slot| self.slots.get(*slot).map_or(0.0, |slot| slot.size.width))
                    .collect();
                for (slot, x) in row.iter().zip(apart(&wishes, &widths)) {
                    middles.get_mut(*slot).into_iter().for_each(|it| *it = x);
                }
            }
        }
        let left = self.slots.iter().zip(&middles).map(|(slot, x)| x - slot.size.width / 2.0);
        let shift = MARGIN - left.fold(f64::INFINITY, f64::min);
        for (slot, x) in self.slots.iter_mut().zip(middles) {
            slot.x = x + shift;
        }
    }

    fn draw(&self, boxes: usize, arrows: &[Arrow], is_back: &[bool]) -> Layout {
        let rise = Rise::new(self, arrows, is_back);
        let rect = |slot: &Slot| Rect {
            x: slot.x - slot.size.width / 2.0,
            y: rise.top(slot.layer),
            width: slot.size.width,
            height: slot.size.height,
        };
        let rects: Vec<Rect> = self.slots.iter().map(rect).collect();
        let right = rects.iter().map(|rect| rect.x + rect.width).fold(0.0, f64::max);
        let leaving =
            self.ports(boxes, arrows, |arrow, chain| (arrow.from, chain.first().copied()));
        // Arrows back come from the right.
        let arriving = self.ports(boxes, arrows, |arrow, chain| {
            (arrow.to, chain.last().copied().filter(|_| !self.leads_back(arrow, chain)))
        });
        let mut routes = Vec::new();
        let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut furthest = right;
        for (place, (arrow, chain)) in arrows.iter().zip(&self.chains).enumerate() {
            let [Some(from), Some(to)] = [arrow.from, arrow.to].map(|end| rects.get(end)) else {
                continue;
            };
            let start = leaving.get(place).copied().unwrap_or(from.x);
            let end = arriving.get(place).copied().unwrap_or(to.x);
            let layer = self.slots.get(arrow.from).map_or(0, |slot| slot.layer);
            let mut points = vec![(start, from.y + from.height), (start, rise.bottom(layer))];
            for slot in chain.iter().filter_map(|slot| self.slots.get(*slot)) {
                points.extend([(slot.x, rise.top(slot.layer)), (slot.x, rise.bottom(slot.layer))]);
            }
            let tracks = rise.tracks.get(place).copied().flatten();
            if let Some((out, back)) = tracks {
                let x = points.last().map_or(start, |last| last.0);
                let lane = right + LANE * (1.5 + free(&mut lanes, back, out) as f64);
                furthest = furthest.max(lane);
                points.extend([(x, out), (lane, out), (lane, back), (end, back)]);
            }
            points.push((end, to.y));
            points.dedup();
            let label = chain.first().and_then(|slot| rects.get(*slot)).copied();
            let label = label.filter(|_| arrow.label.is_some());
            routes.push(Route { points, label, is_back: tracks.is_some() });
        }
        Layout {
            width: furthest + MARGIN,
            height: rise.height,
            boxes: rects.into_iter().take(boxes).collect(),
            routes,
        }
    }

    fn leads_back(&self, arrow: &Arrow, chain: &[usize]) -> bool {
        let layer = |place: usize| self.slots.get(place).map_or(0, |slot| slot.layer);
        chain.last().is_some_and(|last| layer(arrow.to) <= layer(*last))
    }

    /// Where arrows touch their boxes: spread over the width in the order of where they come from
    /// or lead to.
    fn ports(
        &self,
        boxes: usize,
        arrows: &[Arrow],
        end: impl Fn(&Arrow, &[usize]) -> (usize, Option<usize>),
    ) -> Vec<f64> {
        let mut touching: Vec<Vec<(f64, usize)>> = vec![Vec::new(); boxes];
        for (place, (arrow, chain)) in arrows.iter().zip(&self.chains).enumerate() {
            let (at, next) = end(arrow, chain);
            let x = next.and_then(|next| self.slots.get(next)).map_or(f64::INFINITY, |slot| slot.x);
            touching.get_mut(at).into_iter().for_each(|list| list.push((x, place)));
        }
        let mut ports = vec![0.0; arrows.len()];
        for (slot, mut list) in self.slots.iter().zip(touching) {
            list.sort_by(|a, b| a.0.total_cmp(&b.0));
            let part = slot.size.width / (list.len() + 1) as f64;
            let left = slot.x - slot.size.width / 2.0;
            for (count, (_, place)) in (1..).zip(list) {
                let x = left + part * f64::from(count);
                ports.get_mut(place).into_iter().for_each(|it| *it = x);
            }
        }
        ports
    }
}

/// How high each layer lies, and the tracks between layers.
struct Rise {
    /// The top and bottom of each layer.
    layers: Vec<(f64, f64)>,
    /// For each arrow that leads back: the height at which it leaves for its lane, and that at
    /// which it returns.
    tracks: Vec<Option<(f64, f64)>>,
    height: f64,
}

impl Rise {
    fn new(plan: &Plan, arrows: &[Arrow], is_back: &[bool]) -> Self {
        let layer = |place: usize| plan.slots.get(place).map_or(0, |slot| slot.layer);
        let count = plan.rows.len();
        // The space above a layer has its number; the last is below everything.
        let mut used = vec![0_u32; count + 1];
        let mut take = |space: usize| {
            let number = used.get_mut(space)?;
            *number += 1;
            Some((space, *number))
        };
        let taken: Vec<_> = arrows
            .iter()
            .zip(is_back)
            .map(|(arrow, is_back)| {
                is_back.then(|| take(layer(arrow.from) + 2).zip(take(layer(arrow.to)))).flatten()
            })
            .collect();
        let heights = plan.rows.iter().map(|row| {
            let heights =
                row.iter().filter_map(|slot| plan.slots.get(*slot)).map(|slot| slot.size.height);
            heights.fold(0.0, f64::max)
        });
        let mut y = 0.0;
        let mut spaces = Vec::new();
        let mut layers = Vec::new();
        for (height, used) in heights.chain([0.0]).zip(&used) {
            spaces.push(y);
            y += BETWEEN + TRACK * f64::from(*used);
            layers.push((y, y + height));
            y += height;
        }
        let track = |(space, number): (usize, u32)| {
            spaces.get(space).copied().unwrap_or_default() + TRACK * f64::from(number)
        };
        let tracks =
            taken.into_iter().map(|pair| pair.map(|(out, back)| (track(out), track(back))));
        Self { layers, tracks: tracks.collect(), height: y }
    }

    fn top(&self, layer: usize) -> f64 {
        self.layers.get(layer).map_or(0.0, |(top, _)| *top)
    }

    fn bottom(&self, layer: usize) -> f64 {
        self.layers.get(layer).map_or(0.0, |(_, bottom)| *bottom)
    }
}

/// The first lane that is free between two heights, which is taken from now on.
fn free(lanes: &mut Vec<Vec<(f64, f64)>>, upper: f64, lower: f64) -> usize {
    let (upper, lower) = (upper.min(lower), upper.max(lower));
    let is_free = |lane: &Vec<(f64, f64)>| lane.iter().all(|(a, b)| lower < *a || *b < upper);
    let place = lanes.iter().position(is_free).unwrap_or(lanes.len());
    if place == lanes.len() {
        lanes.push(Vec::new());
    }
    lanes.get_mut(place).into_iter().for_each(|lane| lane.push((upper, lower)));
    place
}

fn mean(slots: &[usize], values: &[f64]) -> Option<f64> {
    let sum: f64 = slots.iter().filter_map(|slot| values.get(*slot)).sum();
    (!slots.is_empty()).then(|| sum / slots.len() as f64)
}

/// The middles nearest to what is wished, by the sum of squares, with each neighbour in its order
/// and at its distance: an isotonic regression by pooling (Barlow and others, 1972).
fn apart(wishes: &[f64], widths: &[f64]) -> Vec<f64> {
    let mut offset = 0.0;
    let mut offsets = Vec::new();
    for (place, width) in widths.iter().enumerate() {
        if let Some(before) = place.checked_sub(1).and_then(|before| widths.get(before)) {
            offset += (before + width) / 2.0 + BESIDE;
        }
        offsets.push(offset);
    }
    // Each pool is the sum of its wishes and their number.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wish, offset) in wishes.iter().zip(&offsets) {
        let mut pool = (wish - offset, 1);
        while let Some(last) = pools.pop_if(|last| last.0 / last.1 as f64 > pool.0 / pool.1 as f64)
        {
            pool = (last.0 + pool.0, last.1 + pool.1);
        }
        pools.push(pool);
    }
    let pooled = pools.iter().flat_map(|(sum, count)| vec![sum / *count as f64; *count]);
    pooled.zip(offsets).map(|(value, offset)| value + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Size = Size { width: 150.0, height: 40.0 };

    fn arrow(from: usize, to: usize) -> Arrow {
        let width = 20.0 + (from * 7 + to * 3) as f64 % 90.0;
        Arrow { from, to, label: Some(Size { width, height: 16.0 }) }
    }

    /// Maps as guides have them, and worse.
    fn maps() -> Vec<(usize, Vec<Arrow>)> {
        let chain = |count: usize| (1..count).map(|to| arrow(to - 1, to)).collect::<Vec<_>>();
        let mut maps = vec![
            (1, vec![]),
            (1, vec![arrow(0, 0)]),
            (3, vec![]),
            (2, vec![arrow(0, 1), arrow(1, 0), arrow(0, 1)]),
            (200, chain(200)),
            (60, (1..60).map(|to| arrow(0, to)).collect()),
        ];
        let mut looped = chain(200);
        looped.extend((0..100).map(|k| arrow(k * 2, k * 37 % 200)));
        looped.extend((0..60).map(|k| arrow(199 - k, k * 11 % 90)));
        maps.push((200, looped));
        maps
    }

    fn laid(count: usize, arrows: &[Arrow]) -> Layout {
        layout(&vec![BOX; count], arrows)
    }

    fn overlap(a: &Rect, b: &Rect) -> bool {
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
    }

    #[test]
    fn nothing_lies_on_anything_else_and_all_is_in_the_picture() {
        for (count, arrows) in maps() {
            let map = laid(count, &arrows);
            let labels = map.routes.iter().filter_map(|route| route.label);
            let rects: Vec<Rect> = map.boxes.iter().copied().chain(labels).collect();
            assert_eq!(rects.len(), count + arrows.len());
            for (place, a) in rects.iter().enumerate() {
                assert!(a.x >= 0.0 && a.x + a.width <= map.width, "{a:?}");
                assert!(a.y >= 0.0 && a.y + a.height <= map.height, "{a:?}");
                for b in rects.iter().skip(place + 1) {
                    assert!(!overlap(a, b), "{count} boxes: {a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn arrows_join_their_boxes_and_pass_the_others_by() {
        for (count, arrows) in maps() {
            let map = laid(count, &arrows);
            assert_eq!(map.routes.len(), arrows.len());
            for (arrow, route) in arrows.iter().zip(&map.routes) {
                let (from, to) = (&map.boxes[arrow.from], &map.boxes[arrow.to]);
                let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
                assert!(first.1 == from.y + from.height && last.1 == to.y, "{arrow:?}");
                assert!(first.0 > from.x && first.0 < from.x + from.width, "{arrow:?}");
                assert!(last.0 > to.x && last.0 < to.x + to.width, "{arrow:?}");
                assert_eq!(route.is_back, to.y <= from.y, "{arrow:?}");
                for pair in route.points.windows(2) {
                    let (x, y) = (pair[0].0.min(pair[1].0), pair[0].1.min(pair[1].1));
                    let width = (pair[0].0 - pair[1].0).abs();
                    let height = (pair[0].1 - pair[1].1).abs();
                    let part = Rect { x, y, width, height };
                    let crossed = map.boxes.iter().find(|it| overlap(&part, it));
                    assert_eq!(crossed, None, "{arrow:?} {part:?}");
                }
            }
        }
    }

    #[test]
    fn the_same_map_lies_the_same() {
        for (count, arrows) in maps() {
            assert_eq!(laid(count, &arrows), laid(count, &arrows));
        }
    }

    #[test]
    fn neighbours_keep_their_distance_and_come_near_to_their_wishes() {
        assert_eq!(apart(&[0.0, 100.0], &[10.0, 10.0]), [0.0, 100.0]);
        assert_eq!(apart(&[50.0, 50.0], &[10.0, 10.0]), [36.0, 64.0]);
    }
}
