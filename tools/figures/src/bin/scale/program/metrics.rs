//! What is measured of a run, and how it is shown.

use figures::median;
use figures::units::{format_memory, format_time};

/// What one run of a contender cost, or the medians of some runs. Times are in seconds.
pub struct Cost {
    /// How much longer the waits took than the longest delay.
    pub overhead: f64,
    /// The processor time of all threads of the process while the waits ran.
    pub cpu_time: f64,
    /// The peak of the process's memory, in bytes.
    pub memory: f64,
    /// The greatest lateness of a ticker, a task that runs beside the waits.
    ///
    /// It is NaN for the baseline, which has no tasks.
    pub max_lateness: f64,
    /// The same without the first tick, in which all waits start.
    pub max_lateness_after_start: f64,
    /// How many delays in the returned list are greater than the next one.
    pub inversions: f64,
}

impl Cost {
    /// Returns the median of each metric, whichever run it comes from.
    pub fn median(runs: &[Self]) -> Self {
        let median = |value: fn(&Self) -> f64| median(runs.iter().map(value));
        Self {
            overhead: median(|cost| cost.overhead),
            cpu_time: median(|cost| cost.cpu_time),
            memory: median(|cost| cost.memory),
            max_lateness: median(|cost| cost.max_lateness),
            max_lateness_after_start: median(|cost| cost.max_lateness_after_start),
            inversions: median(|cost| cost.inversions),
        }
    }
}

/// A part of the cost, as the tables and the picture show it.
#[derive(Clone, Copy)]
pub struct Metric {
    /// Its name in headings.
    pub name: &'static str,
    /// Reads its value.
    pub value: fn(&Cost) -> f64,
    /// Formats its value with a unit.
    pub format: fn(f64) -> String,
}

impl Metric {
    /// Returns this part of a cost as text.
    pub fn text(&self, cost: &Cost) -> String {
        (self.format)((self.value)(cost))
    }
}

pub const OVERHEAD: Metric = Metric {
    name: "time past the longest delay",
    value: |cost| cost.overhead,
    format: format_time,
};
pub const CPU_TIME: Metric =
    Metric { name: "processor time", value: |cost| cost.cpu_time, format: format_time };
pub const MEMORY: Metric =
    Metric { name: "memory", value: |cost| cost.memory, format: format_memory };
pub const MAX_LATENESS: Metric = Metric {
    name: "longest wait of another task",
    value: |cost| cost.max_lateness,
    format: format_time,
};
pub const MAX_LATENESS_AFTER_START: Metric = Metric {
    name: "the same, once all have started",
    value: |cost| cost.max_lateness_after_start,
    format: format_time,
};
pub const INVERSIONS: Metric = Metric {
    name: "neighbours out of order",
    value: |cost| cost.inversions,
    format: |count| count.to_string(),
};

/// All metrics, in the order of the full table's columns.
pub const METRICS: [Metric; 6] =
    [OVERHEAD, CPU_TIME, MEMORY, MAX_LATENESS, MAX_LATENESS_AFTER_START, INVERSIONS];
