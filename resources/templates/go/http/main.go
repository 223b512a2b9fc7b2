package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
}

type response struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

// The request comes as one JSON object on descriptor 3, the response goes to descriptor 4.
func main() {
	var asked request
	if err := json.NewDecoder(os.NewFile(3, "request")).Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answer := response{
		Status:  200,
		Headers: map[string]string{"Content-Type": "text/plain"},
		Body:    fmt.Sprintf("You asked for %s %s\n", asked.Method, asked.Path),
	}
	if err := json.NewEncoder(os.NewFile(4, "response")).Encode(answer); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
