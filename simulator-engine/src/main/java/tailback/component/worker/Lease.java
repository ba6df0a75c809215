package tailback.component.worker;

/** Something that an execution holds while it waits for an answer, and not a moment longer. */
public interface Lease {

  /** The execution goes on, or is gone. */
  void over();
}
