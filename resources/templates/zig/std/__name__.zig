const std = @import("std");

pub fn main() !void {
    var input: [4096]u8 = undefined;
    const size = try std.posix.read(0, &input);
    const given = std.mem.trim(u8, input[0..size], " \r\n");
    const name = if (given.len == 0) "World" else given;

    std.debug.print("greeting {s}\n", .{name});
    var output: [8192]u8 = undefined;
    const answer = try std.fmt.bufPrint(&output, "Hello, {s}!\n", .{name});
    _ = try std.posix.write(1, answer);
}
