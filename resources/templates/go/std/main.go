package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	name := strings.TrimSpace(string(input))
	if name == "" {
		name = "World"
	}
	fmt.Fprintln(os.Stderr, "greeting", name)
	fmt.Printf("Hello, %s!\n", name)
}
