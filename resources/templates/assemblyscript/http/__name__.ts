import { request, respond } from "atelier/http";

const asked = request();
const headers = new Map<string, string>();
headers.set("Content-Type", "text/plain");
respond(200, "You asked for " + asked.method + " " + asked.path + "\n", headers);
