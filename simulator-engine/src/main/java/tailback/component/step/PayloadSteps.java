package tailback.component.step;

import tailback.component.Assembly;
import tailback.component.worker.Demand;
import tailback.program.Step;

/**
 * Links what travels: {@code receive}, {@code send} and {@code static}. A worker waits for slow
 * clients as for any other I/O, unless something in front takes the bytes off its hands.
 */
final class PayloadSteps {

  private static final double MEGABYTE = 1e6;

  private final Code code;
  private final Assembly assembly;
  private final int receiving;
  private final int sending;

  PayloadSteps(Linker linker) {
    code = linker.code();
    assembly = linker.assembly();
    receiving = assembly.place("receive");
    sending = assembly.place("send");
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

  /**
   * A file: where it comes to the application at all, WhiteNoise finds it and hands it to the
   * server (whitenoise 6.0, middleware.py, and gunicorn's {@code wsgi.file_wrapper}).
   */
  void file(long bytes) {
    if (assembly.framework().servesFiles()) {
      long cpu =
          assembly.cost("whitenoise.cpu")
              + (long) (bytes / MEGABYTE * assembly.cost("whitenoise.megabyte.cpu"));
      code.add(
          execution -> {
            execution.compute(cpu);
            return false;
          });
    }
    send(bytes);
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
