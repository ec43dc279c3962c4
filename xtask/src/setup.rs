//! Setting up the tools, each at its version, once for all clones.

mod axe;
mod browser;
mod c_compiler;
mod cache;
mod cargo_tool;
mod crates;
pub mod libraries;
mod packages;
mod part;
mod postgres;
mod toolchain;
mod tools;
mod wasm_opt;

use crate::{problem::Problem, steps::Steps};
use part::Part;

pub use tools::Tools;

/// What the tools are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Building and looking at it.
    Build,
    /// Testing it too, which takes a browser.
    Test,
}

/// Sees to it that every tool for a goal is there.
pub fn set_up(goal: Goal) -> Result<Tools, Problem> {
    let mut tools = Tools::default();
    let parts = parts(goal);
    let mut steps = Steps::new(parts.len());
    for part in parts {
        let name = part.name();
        let found = match part.found() {
            Some(found) => {
                steps.pass(&name, &found.how);
                found
            }
            None => steps.work(&name, part.effort(), || {
                part.install()?;
                part.found().ok_or_else(|| {
                    Problem::machine(
                        format!("{name} was installed and still does not answer."),
                        part.by_hand(),
                    )
                })
            })?,
        };
        tools.add(found);
    }
    Ok(tools)
}

fn parts(goal: Goal) -> Vec<Box<dyn Part>> {
    let mut parts: Vec<Box<dyn Part>> = vec![
        Box::new(c_compiler::CCompiler),
        Box::new(toolchain::Toolchain { goal }),
        Box::new(crates::Crates),
        Box::new(cargo_tool::WASM_BINDGEN),
        Box::new(cargo_tool::TRUNK),
        Box::new(wasm_opt::WasmOpt),
    ];
    if goal == Goal::Test {
        parts.push(Box::new(browser::Browser));
        parts.push(Box::new(axe::Axe));
        parts.push(Box::new(postgres::Postgres));
    }
    parts
}
