//! Where a large text goes while it comes in: to whoever searches it, piece by piece, so that it need not be held.

use skott_model::Received;
use tokio::sync::mpsc::Sender;

/// Takes large texts.
pub trait Streams: Send + Sync {
    /// Asked once a body has turned out to be large, and once more when it is too large to be held. Gives a number under
    /// which the result is kept, and where the pieces go, the beginning first; none for what has to be held.
    fn open(&self, beginning: &Received, too_large: bool) -> Option<(u64, Sender<Vec<u8>>)>;
}

/// A body on its way.
pub(crate) struct Flow {
    pub ticket: u64,
    pieces: Sender<Vec<u8>>,
    /// Bytes that may still come.
    left: u64,
}

impl Flow {
    /// A body whose beginning has come.
    pub async fn begin(streams: &dyn Streams, beginning: &Received, too_large: bool, most: u64) -> Option<Self> {
        let (ticket, pieces) = streams.open(beginning, too_large)?;
        let mut flow = Self {
            ticket,
            pieces,
            left: most,
        };
        flow.pass(&beginning.body).await;
        Some(flow)
    }

    /// Passes a piece on; false when there are more than may come, or nobody takes them any more.
    pub async fn pass(&mut self, piece: &[u8]) -> bool {
        let Some(left) = self.left.checked_sub(piece.len() as u64) else {
            return false;
        };
        self.left = left;
        self.pieces.send(piece.to_vec()).await.is_ok()
    }
}
