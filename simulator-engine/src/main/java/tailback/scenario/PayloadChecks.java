package tailback.scenario;

import java.util.List;
import tailback.program.Step;

/** Checks that bytes travel where they can: a request has one body, and a file is all there is. */
final class PayloadChecks {

  private final Binder binder;

  PayloadChecks(Binder binder) {
    this.binder = binder;
  }

  /** Checks the steps of an endpoint. */
  void endpoint(List<Step> steps) {
    boolean received = false;
    for (Step step : steps) {
      if (step instanceof Step.Receive) {
        if (received) {
          throw new Problem(
              binder.place(step, ""),
              "a second 'receive': a request has one body",
              "write its whole size in the first");
        }
        received = true;
      } else if (step instanceof Step.Static && steps.size() > 1) {
        throw new Problem(
            binder.place(step, ""),
            "a 'static' among other steps: an edge in front serves the file, and nobody does the rest",
            "write 'send' for what the application answers");
      }
    }
    steps.forEach(this::inside);
  }

  /** Checks the steps of a background task, which has no client. */
  void task(List<Step> steps) {
    steps.forEach(this::nobodyThere);
  }

  /** What stands inside other steps is not known when the request comes. */
  private void inside(Step outer) {
    for (Step step : Names.within(outer).stream().flatMap(List::stream).toList()) {
      if (step instanceof Step.Receive || step instanceof Step.Static) {
        throw new Problem(
            binder.place(step, ""),
            "'"
                + (step instanceof Step.Receive ? "receive" : "static")
                + "' inside another step: what a request is about is known from the start",
            "give it an endpoint of its own, or put it at the top of the list");
      }
      inside(step);
    }
  }

  private void nobodyThere(Step step) {
    if (step instanceof Step.Receive || step instanceof Step.Static || step instanceof Step.Send) {
      throw new Problem(
          binder.place(step, ""),
          "a task has no client to receive from or send to",
          "move it to an endpoint");
    }
    Names.within(step).forEach(this::task);
  }
}
