package tailback.component.queue;

/** The settings of a Celery worker that this model honours. */
public record CelerySettings(int workerConcurrency, String broker) {}
