package tailback.component.queue;

/** How many RQ workers there are. */
public record RqSettings(int workers, String broker) {}
