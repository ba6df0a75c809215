package tailback.scenario;

/**
 * Something that a run measures, such as {@code p95(checkout)}, {@code errors("slots", checkout)} or
 * {@code queue(pgbouncer)}.
 *
 * @param name one of the measures of the scenario language, such as {@code p95}
 * @param of an endpoint, a part or a resource; null for all endpoints
 * @param text the quoted text of {@code errors} and its kin; null when absent
 * @param status the HTTP status of {@code statuses(502)}; 0 otherwise
 * @param condition of {@code first(CONDITION)}; null otherwise
 */
public record Measure(String name, String of, String text, int status, Condition condition) {}
