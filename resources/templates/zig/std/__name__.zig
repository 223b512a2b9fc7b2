const std = @import("std");

pub fn main(init: std.process.Init) !void {
    var stdin = std.Io.File.stdin().readerStreaming(init.io, &.{});
    const input = try stdin.interface.allocRemaining(init.arena.allocator(), .unlimited);
    const given = std.mem.trim(u8, input, " \r\n");
    const name = if (given.len == 0) "World" else given;

    std.debug.print("greeting {s}\n", .{name});
    var buffer: [1024]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("Hello, {s}!\n", .{name});
    try stdout.interface.flush();
}
