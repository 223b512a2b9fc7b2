import { readText, stdin, stdout, writeText } from "atelier/io";

const input = readText(stdin).trim();
const name = input.length > 0 ? input : "World";
console.error("greeting " + name);
writeText(stdout, "Hello, " + name + "!\n");
