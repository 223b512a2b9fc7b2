import { readBytes, readSome, stdin, stdout, writeBytes } from "atelier/io";
import { connectTcp } from "atelier/net";

const socket = connectTcp(process.env.get("ADDRESS"));
writeBytes(socket, readBytes(stdin));
writeBytes(stdout, readSome(socket));
