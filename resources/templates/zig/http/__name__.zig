const std = @import("std");

const Request = struct { method: []const u8, path: []const u8 };

fn descriptor(number: std.Io.File.Handle) std.Io.File {
    return .{ .handle = number, .flags = .{ .nonblocking = false } };
}

/// The request comes as one JSON object on descriptor 3, the response goes to descriptor 4.
pub fn main(init: std.process.Init) !void {
    const allocator = init.arena.allocator();
    var reader = descriptor(3).readerStreaming(init.io, &.{});
    const input = try reader.interface.allocRemaining(allocator, .unlimited);
    const request = try std.json.parseFromSliceLeaky(Request, allocator, input, .{ .ignore_unknown_fields = true });

    var buffer: [1024]u8 = undefined;
    var writer = descriptor(4).writerStreaming(init.io, &buffer);
    try std.json.Stringify.value(.{
        .status = 200,
        .headers = .{ .@"Content-Type" = "text/plain" },
        .body = try std.fmt.allocPrint(allocator, "You asked for {s} {s}\n", .{ request.method, request.path }),
    }, .{}, &writer.interface);
    try writer.interface.flush();
}
