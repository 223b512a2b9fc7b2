#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Everything that the descriptor has, with a zero behind it. */
static char *read_all(int fd) {
  size_t size = 0, room = 4096;
  char *text = malloc(room);
  for (ssize_t got; (got = read(fd, text + size, room - size - 1)) > 0;) {
    size += (size_t)got;
    if (room - size < 2048) text = realloc(text, room *= 2);
  }
  text[size] = '\0';
  return text;
}

/* Where the text of a field stands in the JSON, escapes and all, so that it can be put into JSON again. */
static const char *field(const char *json, const char *name, int *size) {
  char key[32];
  snprintf(key, sizeof key, "\"%s\":\"", name);
  const char *start = strstr(json, key);
  if (start == NULL) return *size = 0, "";
  start += strlen(key);
  const char *end = start;
  while (*end != '"' && *end != '\0') end += *end == '\\' ? 2 : 1;
  *size = (int)(end - start);
  return start;
}

/* The request comes as one JSON object on descriptor 3, the response goes to descriptor 4. */
int main(void) {
  char *request = read_all(3);
  int method_size, path_size;
  const char *method = field(request, "method", &method_size);
  const char *path = field(request, "path", &path_size);
  dprintf(4,
          "{\"status\":200,\"headers\":{\"Content-Type\":\"text/plain\"},"
          "\"body\":\"You asked for %.*s %.*s\\n\"}",
          method_size, method, path_size, path);
  free(request);
  return 0;
}
