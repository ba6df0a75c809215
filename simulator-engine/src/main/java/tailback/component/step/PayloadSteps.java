package tailback.component.step;

import tailback.component.worker.Demand;
import tailback.program.Step;

/**
 * Links what travels: {@code receive}, {@code send} and {@code static}. A worker waits for slow
 * clients as for any other I/O, unless something in front takes the bytes off its hands.
 */
final class PayloadSteps {

  private final Code code;
  private final int receiving;
  private final int sending;

  PayloadSteps(Linker linker) {
    code = linker.code();
    receiving = linker.assembly().place("receive");
    sending = linker.assembly().place("send");
  }

  void receive(Step.Receive receive) {
    long bytes = receive.bytes();
    code.add(
        execution -> {
          long wait = execution.untilReceived(bytes);
          if (wait > 0) {
            execution.elapse(Demand.WAIT, receiving, wait);
          }
          return wait <= 0;
        });
  }

  void send(long bytes) {
    code.add(
        execution -> {
          long wait = execution.untilSent(bytes);
          if (wait > 0) {
            execution.elapse(Demand.WAIT, sending, wait);
          }
          return wait <= 0;
        });
  }
}
