import { parseGraphTime } from './dates.mts';
import { parameterError } from './graphError.mts';

/** The parameters of one call as Graph reads them: texts, with lists and objects as JSON (or comma lists). */
export class Params {
	constructor(readonly raw: Readonly<Record<string, string>>) {}

	has(name: string): boolean {
		return this.raw[name] !== undefined;
	}

	text(name: string): string | undefined {
		return this.raw[name];
	}

	/** Wording as clients in the field show it. */
	integer(name: string): number | undefined {
		const value = this.raw[name]?.trim();
		if (value === undefined) return undefined;
		if (!/^-?\d+$/.test(value)) throw parameterError(`Param ${name} must be an integer`, name);
		if (value.startsWith('-')) throw parameterError(`Param ${name} must be greater than or equal to 0`, name);
		return Number(value);
	}

	boolean(name: string): boolean | undefined {
		const value = this.raw[name]?.trim().toLowerCase();
		if (value === undefined) return undefined;
		if (value === 'true' || value === '1') return true;
		if (value === 'false' || value === '0') return false;
		throw parameterError(`Param ${name} must be a boolean`, name);
	}

	number(name: string): number | undefined {
		const value = this.raw[name];
		if (value === undefined || value === '') return undefined;
		if (!Number.isFinite(Number(value))) throw parameterError(`Param ${name} must be a number`, name);
		return Number(value);
	}

	oneOf<T extends string>(name: string, options: readonly T[]): T | undefined {
		const value = this.raw[name];
		if (value === undefined) return undefined;
		const option = options.find((option) => option === value);
		if (option === undefined) throw parameterError(`Param ${name} must be one of {${options.join(', ')}}`, name);
		return option;
	}

	/** A JSON array, a comma list, or (as Meta's older examples write it) an array with single quotes. */
	list(name: string): string[] | undefined {
		const value = this.raw[name]?.trim();
		if (value === undefined) return undefined;
		if (value === '') return [];
		if (!value.startsWith('[')) return value.split(',').map((part) => part.trim());
		const json = parseJson(value) ?? parseJson(value.replaceAll("'", '"'));
		if (!Array.isArray(json)) throw parameterError(`Param ${name} must be an array.`, name);
		return json.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
	}

	listOf<T extends string>(name: string, options: readonly T[]): T[] | undefined {
		return this.list(name)?.map((value, index) => {
			const option = options.find((option) => option === value);
			if (option === undefined) {
				throw parameterError(`Param ${name}[${index}] must be one of {${options.join(', ')}}`, name);
			}
			return option;
		});
	}

	json(name: string): unknown {
		const value = this.raw[name];
		if (value === undefined || value === '') return undefined;
		const json = parseJson(value);
		if (json === undefined) throw parameterError(`Param ${name} must be valid JSON`, name);
		return json;
	}

	time(name: string, timeZone: string): number | undefined {
		const value = this.raw[name];
		if (value === undefined) return undefined;
		const instant = parseGraphTime(value, timeZone);
		if (instant === undefined) throw parameterError(`Param ${name} must be a valid datetime`, name);
		return instant;
	}

	required(name: string): void {
		if (!this.has(name)) throw parameterError(`The parameter ${name} is required`, name);
	}

	/** `validate_only` runs every rule and stores nothing; `include_recommendations` cannot be sent alone (Meta: reference/ad-campaign-group). */
	isValidateOnly(): boolean {
		const options = this.list('execution_options') ?? [];
		if (options.length === 1 && options[0] === 'include_recommendations') {
			throw parameterError('include_recommendations cannot be used alone in execution_options', 'execution_options');
		}
		return options.includes('validate_only');
	}
}

export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
