//! Putting short lists in order.

/// Orders a list by a key; equal elements stay as they were. Meant for lists of a few dozen: the
/// standard library's sort is faster on long ones, and five kilobytes for every type on a phone.
pub fn order_by<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        let mut at = end;
        while let (Some(before), Some(here)) = (list.get(at.wrapping_sub(1)), list.get(at))
            && key(here) < key(before)
        {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_stable() {
        let mut list = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        order_by(&mut list, |(key, _)| *key);
        assert_eq!(list, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        order_by::<u8, u8>(&mut [], |key| *key);
    }
}
