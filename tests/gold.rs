//! Gold.
