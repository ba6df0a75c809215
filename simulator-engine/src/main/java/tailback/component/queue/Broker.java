package tailback.component.queue;

import java.util.ArrayDeque;
import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.kernel.Event;
import tailback.queueing.Line;

/**
 * A list of messages that producers push to and workers pop from: LPUSH and BRPOP of Redis, which
 * serves those who block in the order in which they came (Redis 8, blocked.c).
 */
public final class Broker {

  private final Line<Task> queue;
  private final int place;
  private final long roundTrip;
  private final ArrayDeque<Consumer> blocked = new ArrayDeque<>();
  private final Event<Consumer> popped;
  private final Event<Consumer> replied;

  /** Whoever takes messages. */
  public interface Consumer {

    /** The message that it asked for is there. */
    void delivered(Task task);
  }

  /** An empty list under the name of the part being built. */
  public Broker(Assembly assembly) {
    String name = assembly.part().name() + ".queue";
    queue = assembly.line(name, Integer.MAX_VALUE);
    place = assembly.place(name);
    roundTrip = assembly.cost("redis.command") + assembly.cost("redis.round_trip");
    popped = assembly.event("popped", this::onPop);
    replied = assembly.event("delivered", this::onReply);
  }

  /** The place of a task that waits here. */
  public int place() {
    return place;
  }

  /** A message is pushed: to the end, or to whoever has been blocked for longest. */
  public void push(Task task) {
    queue.join(task);
    Consumer waiting = blocked.poll();
    if (waiting != null) {
      replied.now(waiting);
    }
  }

  /** A message that was popped is pushed again, to the end. */
  public void restore(Task task) {
    task.enter(place);
    push(task);
  }

  /** Its connection is gone. */
  public void disconnected(Consumer consumer) {
    blocked.remove(consumer);
  }

  /** Asks for the next message, and waits for it: BRPOP. */
  public void pop(Consumer consumer) {
    popped.in(roundTrip, consumer);
  }

  private void onPop(Consumer consumer) {
    if (queue.isEmpty()) {
      blocked.add(consumer);
    } else {
      consumer.delivered(queue.next());
    }
  }

  /** Somebody else may have come first. */
  private void onReply(Consumer consumer) {
    if (queue.isEmpty()) {
      blocked.addFirst(consumer);
    } else {
      consumer.delivered(queue.next());
    }
  }

  /** How many messages wait. */
  public int length() {
    return queue.length();
  }
}
