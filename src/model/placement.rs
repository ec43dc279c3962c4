//! Where a card stands beside the thing that it speaks of.
//!
//! The way is that of the usual positioning libraries: sides are tried in order, the card flips to
//! the first with room, and is shifted along that side until it is in view.

/// A rectangle in CSS pixels, from the upper left corner of the viewport.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A width and a height in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// Between the card and its target, and between the card and the edge of the viewport.
const GAP: f64 = 12.0;
const MARGIN: f64 = 8.0;

impl Rect {
    /// The part that two rectangles share; nothing if they do not touch.
    pub fn common(self, other: Self) -> Option<Self> {
        let x = self.x.max(other.x);
        let y = self.y.max(other.y);
        let width = (self.x + self.width).min(other.x + other.width) - x;
        let height = (self.y + self.height).min(other.y + other.height) - y;
        (width > 0.0 && height > 0.0).then_some(Self { x, y, width, height })
    }

    /// The rectangle with so much more on each side.
    pub fn grown(self, by: f64) -> Self {
        let (width, height) = (self.width + 2.0 * by, self.height + 2.0 * by);
        Self { x: self.x - by, y: self.y - by, width, height }
    }

    fn area(self) -> f64 {
        self.width * self.height
    }
}

/// The place of a card for a target: below it, above it, after it or before it in the direction of
/// reading; where none of these has room, the corner that hides the least of the target.
pub fn place(target: Rect, card: Size, view: Size, is_right_to_left: bool) -> Rect {
    let at = |x: f64, y: f64| Rect { x, y, width: card.width, height: card.height };
    let most = (view.width - card.width - MARGIN, view.height - card.height - MARGIN);
    let along = |wanted: f64, most: f64| wanted.min(most).max(MARGIN);
    let (left, right) = (target.x - GAP - card.width, target.x + target.width + GAP);
    let (above, below) = (target.y - GAP - card.height, target.y + target.height + GAP);
    // The card begins where the target does, in the direction of reading.
    let start = if is_right_to_left { target.x + target.width - card.width } else { target.x };
    let (x, y) = (along(start, most.0), along(target.y, most.1));
    let (after, before) = if is_right_to_left { (left, right) } else { (right, left) };
    let sides = [at(x, below), at(x, above), at(after, y), at(before, y)];
    let fits =
        |card: &Rect| card.x >= MARGIN && card.y >= MARGIN && card.x <= most.0 && card.y <= most.1;
    if let Some(side) = sides.into_iter().find(fits) {
        return side;
    }
    let (far_x, far_y) = (most.0.max(MARGIN), most.1.max(MARGIN));
    let corners = [at(far_x, far_y), at(MARGIN, far_y), at(far_x, MARGIN), at(MARGIN, MARGIN)];
    let hidden = |corner: &Rect| corner.common(target).map_or(0.0, Rect::area);
    let least = corners.into_iter().min_by(|a, b| hidden(a).total_cmp(&hidden(b)));
    least.unwrap_or_else(|| at(MARGIN, MARGIN))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VIEW: Size = Size { width: 1000.0, height: 800.0 };
    const CARD: Size = Size { width: 320.0, height: 240.0 };

    fn target(x: f64, y: f64) -> Rect {
        Rect { x, y, width: 100.0, height: 40.0 }
    }

    #[test]
    fn sides_in_order() {
        let check = |target: Rect, rtl: bool, expect: (f64, f64)| {
            let place = place(target, CARD, VIEW, rtl);
            assert_eq!((place.x, place.y), expect, "{target:?}");
        };
        check(target(200.0, 100.0), false, (200.0, 152.0));
        check(target(200.0, 700.0), false, (200.0, 448.0));
        check(target(950.0, 100.0), false, (672.0, 152.0));
        check(target(500.0, 100.0), true, (280.0, 152.0));
        // As high as the page: beside it, and on the other side if there is no room.
        let tall = |x: f64| Rect { x, y: 0.0, width: 100.0, height: 800.0 };
        check(tall(100.0), false, (212.0, 8.0));
        check(tall(800.0), false, (468.0, 8.0));
        check(tall(500.0), true, (168.0, 8.0));
        // All of the page: a corner.
        check(Rect { x: 0.0, y: 0.0, width: 1000.0, height: 800.0 }, false, (672.0, 552.0));
    }

    proptest! {
        #[test]
        fn the_card_is_in_view_and_beside_its_target(
            x in -200.0..1200.0f64,
            y in -200.0..1000.0f64,
            width in 1.0..300.0f64,
            height in 1.0..200.0f64,
            rtl in any::<bool>(),
        ) {
            let target = Rect { x, y, width, height };
            let card = place(target, CARD, VIEW, rtl);
            prop_assert!(card.x >= 0.0 && card.x + card.width <= VIEW.width, "{card:?}");
            prop_assert!(card.y >= 0.0 && card.y + card.height <= VIEW.height, "{card:?}");
            prop_assert_eq!(card.common(target), None);
        }
    }
}
