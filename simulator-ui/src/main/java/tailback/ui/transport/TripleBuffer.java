package tailback.ui.transport;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Three buffers between one writer and one reader, of whom neither waits: the writer fills one, the
 * reader looks at another, and the third is the newest that is finished.
 *
 * @param <T> a buffer
 */
public final class TripleBuffer<T> {

  private static final int FRESH = 4;

  private final Object[] buffers = new Object[3];
  private final AtomicInteger middle = new AtomicInteger(1);
  private int back;
  private int front = 2;

  /** Three buffers. */
  public TripleBuffer(Supplier<T> make) {
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = make.get();
    }
  }

  /** The buffer to fill; the writer's alone. */
  @SuppressWarnings("unchecked") // only buffers of type T were made
  public T back() {
    return (T) buffers[back];
  }

  /** What was filled is finished. */
  public void publish() {
    back = middle.getAndSet(back | FRESH) & ~FRESH;
  }

  /** The newest finished buffer; the reader's until it asks again. */
  @SuppressWarnings("unchecked") // only buffers of type T were made
  public T front() {
    if ((middle.get() & FRESH) != 0) {
      front = middle.getAndSet(front) & ~FRESH;
    }
    return (T) buffers[front];
  }
}
