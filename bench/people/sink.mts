/** Stands in for Meta as far as it takes people: reads a body to its end and answers after 100 ms. A process of its own. */
import { createServer } from 'node:http';

const LATENCY = Number(process.argv[2]);

const server = createServer((request, response) => {
	request.resume();
	request.on('end', () => {
		setTimeout(() => {
			response.setHeader('content-type', 'application/json');
			response.end('{"num_received":1,"num_invalid_entries":0}');
		}, LATENCY);
	});
});
// Longer than any hashing lasts: a connection closed in between would be the client's to open again.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit(0));
