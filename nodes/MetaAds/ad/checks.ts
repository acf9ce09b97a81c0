import { z } from 'zod';

import { problem } from '../../shared/node/params';

/** A registrable domain, as Meta takes it for `conversion_domain`: no scheme, no path (Marketing API, Ad reference). */
export const conversionDomainParam = z
	.string()
	.trim()
	.superRefine((domain, context) => {
		if (domain === '') problem(context, [], 'is empty', 'Enter a domain such as example.com, or remove the field.');
		else if (!/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/i.test(domain)) {
			problem(context, [], `cannot be “${domain}”`, 'Enter the domain alone, such as example.com: no https://, no path.');
		}
	})
	.transform((domain) => domain.toLowerCase());
