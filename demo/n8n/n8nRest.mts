/** The calls the editor itself makes, for setting up an n8n without clicking. */

export interface Login {
	email: string;
	password: string;
}

/** The cookie's name. */
export const SESSION = 'n8n-auth';

export class N8nRest {
	private token = '';

	constructor(private readonly url: string) {}

	/** What a browser keeps of having logged in. */
	get session(): string {
		return this.token;
	}

	/** Any of the editor's own calls; returns what stands under `data`. */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			// n8n can close a kept connection in the very moment it is used again, and what changes something is not to be asked twice.
			headers: { 'content-type': 'application/json', cookie: `${SESSION}=${this.token}`, connection: 'close' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n ${method} ${path}: ${response.status} ${text}`);
		const cookie = response.headers.getSetCookie().find((value) => value.startsWith(`${SESSION}=`));
		if (cookie) this.token = cookie.slice(SESSION.length + 1).split(';', 1)[0] ?? '';
		return (JSON.parse(text) as { data: T }).data;
	}

	/** The first person to come becomes the owner; where there is one already, logs in. */
	async enter(login: Login): Promise<void> {
		const settings = await this.call<{ userManagement: { showSetupOnFirstLoad?: boolean } }>('GET', '/settings');
		await (settings.userManagement.showSetupOnFirstLoad ? this.setUp(login) : this.logIn(login));
	}

	/** The owner of an n8n that has none, and logged in. */
	async setUp(login: Login): Promise<void> {
		await this.call('POST', '/owner/setup', { ...login, firstName: 'Demo', lastName: 'Marketer' });
	}

	async logIn({ email, password }: Login): Promise<void> {
		await this.call('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	async createCredential(name: string, type: string, data: Record<string, unknown>): Promise<{ id: string }> {
		return await this.call('POST', '/credentials', { name, type, data });
	}

	async createWorkflow(workflow: Record<string, unknown>): Promise<{ id: string }> {
		return await this.call('POST', '/workflows', { settings: {}, nodes: [], connections: {}, ...workflow });
	}
}
