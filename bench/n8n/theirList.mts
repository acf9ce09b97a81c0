import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nRest } from '../../demo/n8n/n8nRest.mts';

const DASHBOARDS = 50;

/** A Grafana that only lists its dashboards, as slow as Meta. */
export async function startGrafana(latency: number): Promise<{ url: string; close: () => void }> {
	const dashboards = Array.from({ length: DASHBOARDS }, (_, id) => ({ id, uid: `u${id}`, title: `Dashboard ${id}` }));
	const server = createServer((_request, response) => {
		void sleep(latency).then(() => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(dashboards));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** The list of a node of n8n's own that makes one call for it, as the editor asks for it; how many entries it has. */
export async function theirList(rest: N8nRest, url: string, projectId: string): Promise<() => Promise<number>> {
	const name = 'Grafana';
	const { id } = await rest.createCredential(name, 'grafanaApi', { apiKey: 'bench-key', baseUrl: url });
	const asked = {
		path: 'parameters.dashboardUidOrUrl',
		methodName: 'getDashboards',
		nodeTypeAndVersion: { name: 'n8n-nodes-base.grafana', version: 1 },
		currentNodeParameters: { resource: 'dashboard', operation: 'get' },
		credentials: { grafanaApi: { id, name } },
		projectId,
	};
	return async () => (await rest.call<unknown[]>('POST', '/dynamic-node-parameters/options', asked)).length;
}
