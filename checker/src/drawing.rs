//! Which wait ran when, as far as the record of a run tells.

use crate::delay::TICK;
use crate::guard::Run;
use crate::mistake::in_seconds;
use crate::watch::Stand;

/// The most rows of a drawing.
const ROWS: usize = 10;
/// The columns of its bars; their labels have ten.
const COLUMNS: f64 = 62.0;

/// The waits of a run that ended, by its list of delays.
pub(crate) struct Waits<'a> {
    /// The delays, in the order of the list.
    delays: &'a [f64],
    /// Where the clock stood, and where it was at the end.
    stood: Vec<f64>,
    /// Of these, where something happened.
    happened: Vec<f64>,
}

impl<'a> Waits<'a> {
    /// The waits of this run.
    pub fn of(run: &'a Run<Vec<f64>>) -> Self {
        let at = |stand: &Stand| stand.at;
        let first = run.stands.iter().take(1);
        let others = run
            .stands
            .windows(2)
            .filter(|pair| pair[1].differs(&pair[0]));
        Self {
            delays: &run.value,
            stood: run.stands.iter().map(at).chain([run.took]).collect(),
            happened: first
                .chain(others.map(|pair| &pair[1]))
                .map(at)
                .chain([run.took])
                .collect(),
        }
    }

    /// Whether the clock stood at this time, up to a tick.
    fn stood_at(&self, time: f64) -> bool {
        let next = self.stood.partition_point(|stood| *stood < time - TICK);
        self.stood
            .get(next)
            .is_some_and(|stood| *stood <= time + TICK)
    }

    /// The first delay that did not end where the clock stood, if all started at `start`.
    pub fn without_an_end(&self, start: f64) -> Option<f64> {
        let mut delays = self.delays.iter().copied();
        delays.find(|delay| !self.stood_at(start + delay))
    }

    /// When all waits started, if they started at the same time.
    pub fn start(&self) -> Option<f64> {
        let mut starts = self.stood.iter().copied();
        starts.find(|start| self.without_an_end(*start).is_none())
    }

    /// Where each wait started and ended, if there is one way only that fits.
    fn spans(&self) -> Option<Vec<(f64, f64)>> {
        let span = |delay: &f64| {
            let starts = self.happened.iter().enumerate();
            let mut spans = starts.flat_map(|(i, start)| {
                let ends = self.happened[i..].iter();
                ends.map(move |end| (*start, *end))
                    .filter(|(start, end)| (end - start - delay).abs() <= TICK)
            });
            spans.next().filter(|_| spans.next().is_none())
        };
        self.delays.iter().map(span).collect()
    }

    /// The most waits that ran at the same time, if that can be told.
    pub fn at_once(&self) -> Option<usize> {
        let spans = self.spans()?;
        let at = |time: f64| {
            spans
                .iter()
                .filter(move |(start, end)| *start <= time && time < *end)
        };
        spans.iter().map(|(start, _)| at(*start).count()).max()
    }

    /// A row for each wait: its length, and a bar from its start to its end.
    pub fn drawing(&self) -> String {
        let spans = self.spans().filter(|spans| spans.len() <= ROWS);
        let last = self.happened.last().copied().unwrap_or_default();
        let column = |time: f64| {
            (1..62)
                .take_while(|column| f64::from(*column) / COLUMNS * last <= time)
                .count()
        };
        let row = |(delay, (start, end)): (&f64, (f64, f64))| {
            let (from, to) = (column(start), column(end).max(column(start) + 1));
            let bar = "=".repeat(to - from);
            format!("{:>8}  {:from$}{bar}\n", in_seconds(*delay), "")
        };
        self.delays
            .iter()
            .zip(spans.unwrap_or_default())
            .map(row)
            .collect()
    }
}
