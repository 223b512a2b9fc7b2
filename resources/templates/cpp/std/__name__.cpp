#include <cstdio>
#include <string>

int main() {
  std::string name;
  for (int character; (character = std::getchar()) != EOF && character != '\n';) name += static_cast<char>(character);
  if (name.empty()) name = "World";
  std::fprintf(stderr, "greeting %s\n", name.c_str());
  std::printf("Hello, %s!\n", name.c_str());
}
