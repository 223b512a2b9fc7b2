#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

__attribute__((import_module("env"), import_name("host_tcp_connect")))
void host_tcp_connect(const char *address, size_t address_size, unsigned int flags, int *fd);

int main(void) {
  const char *address = getenv("ADDRESS");
  if (address == NULL) return fputs("ADDRESS is not set\n", stderr), 1;
  int socket = -1;
  host_tcp_connect(address, strlen(address), 0, &socket);
  if (socket < 0) return fprintf(stderr, "no connection to %s\n", address), 1;

  char bytes[4096];
  for (ssize_t size; (size = read(0, bytes, sizeof bytes)) > 0;)
    if (write(socket, bytes, (size_t)size) != size) return 1;
  ssize_t size = read(socket, bytes, sizeof bytes);
  if (size > 0) write(1, bytes, (size_t)size);
  close(socket);
  return size < 0;
}
