#include <string>
#include <string_view>
#include <unistd.h>

static std::string read_all(int fd) {
  std::string text;
  char bytes[4096];
  for (ssize_t size; (size = read(fd, bytes, sizeof bytes)) > 0;) text.append(bytes, size);
  return text;
}

/// The text of a field as it stands in the JSON, escapes and all, so that it can be put into JSON again.
static std::string field(std::string_view json, const std::string &name) {
  const std::string key = "\"" + name + "\":\"";
  const auto found = json.find(key);
  if (found == std::string_view::npos) return "";
  const auto start = found + key.size();
  auto end = start;
  while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
  return std::string(json.substr(start, end - start));
}

// The request comes as one JSON object on descriptor 3, the response goes to descriptor 4.
int main() {
  const std::string request = read_all(3);
  const std::string response = R"({"status":200,"headers":{"Content-Type":"text/plain"},"body":"You asked for )" +
                               field(request, "method") + " " + field(request, "path") + R"(\n"})";
  return write(4, response.data(), response.size()) == static_cast<ssize_t>(response.size()) ? 0 : 1;
}
