const std = @import("std");

const Request = struct { method: []const u8, path: []const u8 };

/// The request comes as one JSON object on descriptor 3, the response goes to descriptor 4.
pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const allocator = arena.allocator();

    const input = try allocator.alloc(u8, 1 << 20);
    var size: usize = 0;
    while (true) {
        const got = try std.posix.read(3, input[size..]);
        if (got == 0) break;
        size += got;
    }
    const request = try std.json.parseFromSliceLeaky(Request, allocator, input[0..size], .{ .ignore_unknown_fields = true });

    const head = "{{\"status\":200,\"headers\":{{\"Content-Type\":\"text/plain\"}},";
    const answer = try std.fmt.allocPrint(allocator, head ++ "\"body\":\"You asked for {s} {s}\\n\"}}", .{ request.method, request.path });
    _ = try std.posix.write(4, answer);
}
