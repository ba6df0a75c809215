package tailback.program;

import java.util.List;

/**
 * The bytes that an endpoint is about, as an edge knows them from the request's header: before any
 * application has seen it.
 *
 * @param body the size of the request's body; 0 when it has none
 * @param file the size of the file that it asks for; 0 when it asks for none
 */
public record Payload(long body, long file) {

  /** No bytes to speak of. */
  public static final Payload NONE = new Payload(0, 0);

  /** That of these steps. */
  public static Payload of(List<Step> steps) {
    long body = 0;
    long file = 0;
    for (Step step : steps) {
      if (step instanceof Step.Receive receive) {
        body += receive.bytes();
      } else if (step instanceof Step.Static asked) {
        file += asked.bytes();
      }
    }
    return body == 0 && file == 0 ? NONE : new Payload(body, file);
  }
}
