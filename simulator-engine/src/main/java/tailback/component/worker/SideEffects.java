package tailback.component.worker;

import java.util.Arrays;

/** The side effects that happened inside an execution's transaction, which is still open. */
public final class SideEffects {

  private Effect[] unsettled = new Effect[2];
  private int count;

  SideEffects() {}

  /** One happened. */
  public void add(Effect effect) {
    if (count == unsettled.length) {
      unsettled = Arrays.copyOf(unsettled, 2 * count);
    }
    unsettled[count++] = effect;
  }

  /** The transaction has committed: they are as true as the data. */
  public void settle() {
    count = 0;
  }

  /** The transaction is undone, they are not. */
  public void orphan() {
    for (int i = 0; i < count; i++) {
      unsettled[i].orphaned();
    }
    count = 0;
  }
}
