//! Which wait ran when, as far as the record of a run tells.

use crate::delay::TICK;
use crate::guard::Run;
use crate::watch::Stand;

/// The most rows of a drawing.
const ROWS: usize = 10;
/// The columns of its bars; their labels have ten.
const COLUMNS: u32 = 62;

/// The waits of a run that ended.
pub(crate) struct Waits<'a> {
    /// Their delays, in the order of the list.
    delays: &'a [f64],
    /// Where the clock stood, and where it was at the end.
    stood: Vec<f64>,
    /// Of these, where something happened, if there are not many.
    happened: Vec<f64>,
}

impl<'a> Waits<'a> {
    /// The waits of this run.
    pub fn of(run: &Run, delays: &'a [f64]) -> Self {
        let stood: Vec<_> = run.stands.iter().map(|stand| stand.at).chain([run.took]).collect();
        let same = |a: &Stand, b: &Stand| (a.alive, a.polls) == (b.alive, b.polls);
        let news = run.stands.chunk_by(same).map(|stands| stands[0].at).chain([run.took]);
        // Where many waits end, a time can stand for one by chance.
        let happened = if stood.len() < 1000 { news.collect() } else { Vec::new() };
        let mut waits = Self { delays, stood, happened };
        // Where one task waits again and again, no more is known than that the clock stood.
        if waits.not_slept().is_some() {
            waits.happened.clone_from(&waits.stood);
        }
        waits
    }

    /// The first delay that did not end where the clock stood, if all started at `start`.
    pub fn without_an_end(&self, start: f64) -> Option<f64> {
        let stood_at = |time: f64| {
            let next = self.stood.partition_point(|stood| *stood < time - TICK);
            self.stood.get(next).is_some_and(|stood| *stood <= time + TICK)
        };
        self.delays.iter().copied().find(|delay| !stood_at(start + delay))
    }

    /// When all waits started, if they started at the same time.
    pub fn start(&self) -> Option<f64> {
        // Of many waits not each place is tried: that would take too long.
        let mut starts = self.stood.iter().copied().take(1_000_000 / self.delays.len().max(1));
        starts.find(|start| self.without_an_end(*start).is_none())
    }

    /// Where a wait of this delay can have started and ended.
    fn spans_of(&self, delay: f64) -> impl Iterator<Item = (f64, f64)> {
        let starts = self.happened.iter();
        let pairs = starts.flat_map(|start| self.happened.iter().map(|end| (*start, *end)));
        pairs.filter(move |(start, end)| (end - start - delay).abs() <= TICK)
    }

    /// The first delay for which nothing started and ended.
    pub fn not_slept(&self) -> Option<f64> {
        let mut delays = self.delays.iter().copied();
        delays.find(|delay| !self.happened.is_empty() && self.spans_of(*delay).next().is_none())
    }

    /// Where each wait started and ended, if there is one way only that fits.
    fn spans(&self) -> Option<Vec<(f64, f64)>> {
        if let Some(start) = self.start() {
            return Some(self.delays.iter().map(|delay| (start, start + delay)).collect());
        }
        let span = |delay: &f64| {
            let mut spans = self.spans_of(*delay);
            spans.next().filter(|_| spans.next().is_none())
        };
        self.delays.iter().map(span).collect()
    }

    /// The most waits that ran at the same time, if that can be told.
    pub fn at_once(&self) -> Option<usize> {
        let spans = self.spans().filter(|spans| spans.len() < 1000)?;
        let at = |time: &f64| spans.iter().filter(|(from, to)| from <= time && time < to).count();
        spans.iter().map(|(start, _)| at(start)).max()
    }

    /// A row for each wait: its length, and a bar from its start to its end.
    pub fn drawing(&self) -> String {
        let spans = self.spans().filter(|spans| spans.len() <= ROWS).unwrap_or_default();
        let total = self.stood.last().copied().unwrap_or_default();
        let column = |time: f64| {
            let is_before = |column: &u32| f64::from(*column) * total <= time * f64::from(COLUMNS);
            (1..COLUMNS).take_while(is_before).count()
        };
        let row = |(delay, (start, end)): (&f64, (f64, f64))| {
            let from = column(start);
            let bar = "=".repeat(column(end).max(from + 1) - from);
            format!("{delay:>6.3} s  {:from$}{bar}\n", "")
        };
        let rows: String = self.delays.iter().zip(spans).map(row).collect();
        if rows.is_empty() { rows } else { format!("   delay  when it ran\n{rows}") }
    }
}
