import type { IExecuteFunctions } from 'n8n-workflow';

import { isPublicHost } from './publicHost';

/**
 * Whether an address leads into a network that is not everybody's: by its host, or by what the host's name resolves to.
 *
 * A node may look no names up, so n8n does it. Its egress filter resolves a name and compares it with n8n's own list of
 * private addresses. It does so whether or not the instance has its protection on (n8n-workflow 2.41,
 * `getSecureEgressFilter`, "enforced"). Whoever runs n8n can allow addresses. An n8n without such a filter looks
 * nothing up. The name is looked up again by the connection itself, and by a proxy alone where there is one. A name
 * that cannot be looked up here is left to them. A name whose owner changes it in that moment is seen by
 * `N8N_SSRF_PROTECTION_ENABLED` only.
 */
export async function isPrivate({ helpers }: IExecuteFunctions, url: string): Promise<boolean> {
	if (!isPublicHost(new URL(url).hostname)) return true;
	const { getSecureEgressFilter }: Partial<typeof helpers> = helpers;
	const verdict = await getSecureEgressFilter?.('enforced')
		.validateUrl(url)
		.catch(() => undefined);
	return verdict?.ok === false;
}
