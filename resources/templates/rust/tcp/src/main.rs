use std::fs::File;
use std::io::{self, Read, Write};
use std::os::wasi::io::FromRawFd;

#[link(wasm_import_module = "env")]
extern "C" {
    fn host_tcp_connect(address: *const u8, address_size: usize, flags: u32, fd: *mut u32);
}

/// A connection to `host:port`. A descriptor is a descriptor: a file reads and writes it.
fn connect(address: &str) -> io::Result<File> {
    let mut fd = u32::MAX;
    // SAFETY: the address lives until the call returns, which writes nothing but the descriptor.
    unsafe { host_tcp_connect(address.as_ptr(), address.len(), 0, &mut fd) };
    if fd == u32::MAX {
        let reason = format!("no connection to {address}");
        return Err(io::Error::new(io::ErrorKind::NotConnected, reason));
    }
    // SAFETY: the descriptor is new, and nobody else has it.
    Ok(unsafe { File::from_raw_fd(fd as i32) })
}

fn main() -> io::Result<()> {
    let address = std::env::var("ADDRESS").expect("ADDRESS says where to connect to");
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input)?;
    let mut socket = connect(&address)?;
    socket.write_all(&input)?;
    let mut answer = [0; 4096];
    let size = socket.read(&mut answer)?;
    io::stdout().write_all(&answer[..size])
}
