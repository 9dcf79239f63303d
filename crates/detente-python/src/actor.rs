//! Actors.

use crate::items::quoted;
use pyo3::prelude::*;

/// A party: a state, a body, a group, a company or a person.
#[pyclass(module = "detente", frozen, eq, hash)]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Actor {
    /// The ISO 3166-1 alpha-3 code of a state, else the plain English name.
    #[pyo3(get)]
    id: String,
    /// The English name.
    #[pyo3(get)]
    name: String,
}

#[pymethods]
impl Actor {
    #[new]
    fn new(id: String, name: String) -> Self {
        Self { id, name }
    }

    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("id", "name")
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("Actor({}, {})", quoted(py, &self.id), quoted(py, &self.name))
    }

    fn __getnewargs__(&self) -> (&str, &str) {
        (&self.id, &self.name)
    }
}

impl From<&detente::Actor> for Actor {
    fn from(actor: &detente::Actor) -> Self {
        Self { id: actor.id.to_string(), name: actor.name.to_string() }
    }
}

/// The actor called `id`: a state by its code, any other by its name.
#[pyfunction]
pub(crate) fn actor(id: String) -> Actor {
    let name = detente::state_name(&id).map_or_else(|| id.clone(), str::to_owned);
    Actor { id, name }
}
