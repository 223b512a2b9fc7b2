package main

import (
	"fmt"
	"io"
	"os"
	"syscall"
	"unsafe"
)

//go:wasmimport env host_tcp_connect
func hostTCPConnect(address unsafe.Pointer, size uint32, flags uint32, fd unsafe.Pointer)

// connect gives the descriptor of a new connection to host:port.
func connect(address string) (int, error) {
	text := []byte(address)
	fd := ^uint32(0)
	hostTCPConnect(unsafe.Pointer(unsafe.SliceData(text)), uint32(len(text)), 0, unsafe.Pointer(&fd))
	if fd == ^uint32(0) {
		return 0, fmt.Errorf("no connection to %s", address)
	}
	return int(fd), nil
}

func run() error {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	socket, err := connect(os.Getenv("ADDRESS"))
	if err != nil {
		return err
	}
	defer syscall.Close(socket)
	if _, err := syscall.Write(socket, input); err != nil {
		return err
	}
	answer := make([]byte, 4096)
	size, err := syscall.Read(socket, answer)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(answer[:size])
	return err
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
