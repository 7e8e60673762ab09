//! What can be seen of a drawing: nothing lies on anything else, and it is the same every time.

use super::{Drawing, Shape, TooLarge, Wire, draw};

fn shapes(count: usize) -> Vec<Shape> {
    (0..count)
        .map(|at| Shape { width: 100.0, height: 30.0 + (at % 4) as f64 * 12.0, ports: vec![10.0, 20.0] })
        .collect()
}

/// Numbers that look random and are the same every time.
fn wires(boxes: usize, count: usize, seed: u64) -> Vec<Wire> {
    let mut state = seed;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % below
    };
    let mut wires = Vec::new();
    while wires.len() < count {
        let (one, other) = (next(boxes), next(boxes));
        if one != other {
            wires.push(Wire { from: one.min(other), port: next(2), to: one.max(other) });
        }
    }
    wires
}

fn drawn(shapes: &[Shape], wires: &[Wire]) -> Drawing {
    draw(shapes, wires).unwrap()
}

/// Corners: left, top, right, bottom.
fn boxes(shapes: &[Shape], drawing: &Drawing) -> Vec<[f64; 4]> {
    let sides = |((left, top), shape): (&(f64, f64), &Shape)| [*left, *top, left + shape.width, top + shape.height];
    drawing.corners.iter().zip(shapes).map(sides).collect()
}

#[test]
fn boxes_do_not_touch_and_lines_run_between_them_to_the_right() {
    for seed in 1..40 {
        let count = 3 + (seed as usize * 7) % 40;
        let (shapes, wires) = (shapes(count), wires(count, count, seed));
        let drawing = drawn(&shapes, &wires);
        let boxes = boxes(&shapes, &drawing);
        for (number, one) in boxes.iter().enumerate() {
            assert!(one[2] <= drawing.width + 0.5 && one[3] <= drawing.height + 0.5, "outside the picture");
            for other in &boxes[number + 1..] {
                let apart =
                    one[2] <= other[0] || other[2] <= one[0] || one[3] + 10.0 <= other[1] || other[3] + 10.0 <= one[1];
                assert!(apart, "seed {seed}: {one:?} lies on {other:?}");
            }
        }
        for (wire, line) in wires.iter().zip(&drawing.lines) {
            let (from, to) = (boxes[wire.from], boxes[wire.to]);
            let (start, end) = (line[0], line[line.len() - 1]);
            assert_eq!(start.0, from[2]);
            assert_eq!(start.1, from[1] + shapes[wire.from].ports[wire.port]);
            assert_eq!(end.0, to[0]);
            assert!(from[0] < to[0] && (to[1]..=to[3]).contains(&end.1));
            // the level pieces between columns pass beside every box
            for passage in line[1..line.len() - 1].chunks(2) {
                let [(left, y), (right, _)] = passage else { panic!("a line with a loose end") };
                for hit in &boxes {
                    let crosses = *left < hit[2] && hit[0] < *right && hit[1] < *y && *y < hit[3];
                    assert!(!crosses, "seed {seed}: a line runs through a box");
                }
            }
        }
    }
}

#[test]
fn the_same_graph_gives_the_same_drawing() {
    let (shapes, wires) = (shapes(30), wires(30, 45, 5));
    let (one, other) = (drawn(&shapes, &wires), drawn(&shapes, &wires));
    assert_eq!(one.corners, other.corners);
    assert_eq!(one.lines, other.lines);
}

#[test]
fn lines_that_need_not_cross_do_not() {
    // two ladders whose boxes are declared crosswise
    let wires = [(0, 5), (1, 4), (2, 3), (5, 6), (4, 7), (3, 8)];
    let wires: Vec<Wire> = wires
        .into_iter()
        .map(|(from, to)| Wire { from, port: 0, to })
        .chain([Wire { from: 0, port: 1, to: 4 }, Wire { from: 1, port: 1, to: 3 }])
        .collect();
    let drawing = drawn(&shapes(9), &wires);
    let height = |number: usize| drawing.corners[number].1;
    for (one, other) in [((0, 5), (1, 4)), ((1, 4), (2, 3)), ((0, 5), (2, 3))] {
        assert_eq!(height(one.0) < height(other.0), height(one.1) < height(other.1), "{one:?} crosses {other:?}");
    }
}

#[test]
fn a_circle_is_drawn_with_one_line_backwards() {
    let wires = [(0, 1), (1, 2), (2, 0)].map(|(from, to)| Wire { from, port: 0, to });
    let drawing = drawn(&shapes(3), &wires);
    let leftwards = drawing.lines.iter().filter(|line| line[0].0 > line[line.len() - 1].0).count();
    assert_eq!(leftwards, 1);
}

#[test]
fn what_is_not_connected_stands_in_rows() {
    let drawing = drawn(&shapes(100), &[]);
    assert!(drawing.width < 1400.0 && drawing.height < 1500.0, "{} x {}", drawing.width, drawing.height);
}

#[test]
fn large_graphs_are_drawn_and_too_large_ones_refused() {
    let chain: Vec<Wire> = (1..10_000).map(|to| Wire { from: to - 1, port: 0, to }).collect();
    assert_eq!(drawn(&shapes(10_000), &chain).corners.len(), 10_000);
    let star: Vec<Wire> = (1..10_000).map(|to| Wire { from: 0, port: 0, to }).collect();
    assert_eq!(drawn(&shapes(10_000), &star).corners.len(), 10_000);
    // every line of its own past a long chain
    let long: Vec<Wire> = (0..5_000).map(|at| Wire { from: at, port: 1, to: 9_999 - at }).chain(chain).collect();
    assert!(matches!(draw(&shapes(10_000), &long), Err(TooLarge)));
}
