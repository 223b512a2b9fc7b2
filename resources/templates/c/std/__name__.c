#include <stdio.h>
#include <string.h>

int main(void) {
  char name[256];
  size_t size = fread(name, 1, sizeof name - 1, stdin);
  name[size] = '\0';
  name[strcspn(name, "\r\n")] = '\0';
  if (name[0] == '\0') strcpy(name, "World");
  fprintf(stderr, "greeting %s\n", name);
  printf("Hello, %s!\n", name);
  return 0;
}
