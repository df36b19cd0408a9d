//! Packing by hand, so that no library unpacks what it packed itself: DEFLATE (RFC 1951) of letters in its fixed code,
//! without looking for what repeats. The writers of XLSX and DOCX pack as everybody does.

/// The three ways to wrap a packed stream.
#[derive(Clone, Copy)]
pub enum Wrap {
    Bare,
    Zlib,
    Gzip,
}

pub fn packed(wrap: Wrap, bytes: &[u8]) -> Vec<u8> {
    let stream = deflate(bytes);
    match wrap {
        Wrap::Bare => stream,
        Wrap::Zlib => [&[0x78, 0x01], stream.as_slice(), &adler(bytes).to_be_bytes()].concat(),
        Wrap::Gzip => {
            let length = u32::try_from(bytes.len()).expect("a small file").to_le_bytes();
            let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
            [&head, stream.as_slice(), &crc32fast::hash(bytes).to_le_bytes(), &length].concat()
        }
    }
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(0b011, 3); // the last block, fixed code
    for &byte in bytes {
        match u16::from(byte) {
            letter @ 0..144 => bits.push_code(0x30 + letter, 8),
            letter => bits.push_code(0x190 + letter - 144, 9),
        }
    }
    bits.push_code(0, 7); // the end
    bits.finish()
}

/// Bits, the lowest of a byte first.
#[derive(Default)]
struct Bits {
    out: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, value: u16, width: u32) {
        self.held |= u32::from(value) << self.count;
        self.count += width;
        while self.count >= 8 {
            self.out.push(self.held.to_le_bytes()[0]);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// Codes stand with their highest bit first.
    fn push_code(&mut self, code: u16, width: u32) {
        self.push(code.reverse_bits() >> (16 - width), width);
    }

    fn finish(mut self) -> Vec<u8> {
        self.push(0, 7);
        self.out
    }
}

fn adler(bytes: &[u8]) -> u32 {
    let add = |(a, b): (u32, u32), byte: &u8| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (a + b) % 65_521)
    };
    let (a, b) = bytes.iter().fold((1, 0), add);
    b << 16 | a
}
