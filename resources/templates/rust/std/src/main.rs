use std::io::{self, Read};

fn main() -> io::Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let name = match input.trim() {
        "" => "World",
        name => name,
    };
    eprintln!("greeting {name}");
    println!("Hello, {name}!");
    Ok(())
}
