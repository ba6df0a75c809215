package tailback.component.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.store.Redis;
import tailback.component.worker.Task;
import tailback.kernel.Event;
import tailback.queueing.Line;

/**
 * The lists of messages that producers push to and workers pop from: LPUSH and BRPOP of Redis,
 * which takes from the first list that holds something, and serves those who block in the order in
 * which they came (Redis 8, blocked.c). They live as long as the Redis that keeps them.
 */
public final class Broker implements Redis.Client {

  /** The error of a task whose message is gone. */
  static final String LOST = "the broker has lost the message";

  private final List<Line<Task>> lists = new ArrayList<>();
  private final Redis redis;
  private final int place;
  private final long roundTrip;
  private final int lost;
  private final List<Consumer> consumers = new ArrayList<>();
  private final ArrayDeque<Consumer> blocked = new ArrayDeque<>();
  private final Event<Consumer> popped;
  private final Event<Consumer> replied;
  private int dataset;

  /** Whoever takes messages. */
  public interface Consumer {

    /** The message that it asked for is there. */
    void delivered(Task task);

    /** Its connection broke; whatever it asked for will not come. */
    void disconnected();

    /** Whether it has a connection. */
    boolean isConnected();

    /** Whether it waits for a second only, and then asks again. */
    boolean asksEverySecond();
  }

  /**
   * Empty lists under the name of the part being built.
   *
   * @param number how many; the first is served first
   * @param redis what keeps them; null: something that does not fail
   */
  public Broker(Assembly assembly, int number, Redis redis) {
    this.redis = redis;
    String name = assembly.part().name() + ".queue";
    for (int i = 0; i < number; i++) {
      lists.add(assembly.line(name, Integer.MAX_VALUE));
    }
    place = assembly.place(name);
    lost = assembly.failure(LOST);
    roundTrip = assembly.cost("redis.command") + assembly.cost("redis.round_trip");
    popped = assembly.event("popped", this::onPop);
    replied = assembly.event("delivered", this::onReply);
    if (redis != null) {
      redis.client(this);
    }
  }

  /** The place of a task that waits here. */
  public int place() {
    return place;
  }

  /** Somebody who takes messages. */
  public void add(Consumer consumer) {
    consumers.add(consumer);
  }

  // ---- messages

  /** A message is pushed: to the end of its list, or to whoever has been blocked for longest. */
  public void push(Task task) {
    if (isCut()) {
      redis.link().carry(task, () -> push(task), () -> lose(task));
      return;
    }
    lists.get(task.list()).join(task);
    wake();
  }

  /**
   * A message that was popped and never acknowledged is handed out next (kombu 5.6,
   * transport/redis.py, {@code _do_restore_message}: RPUSH).
   */
  public void restore(Task task) {
    if (task.dataset() != dataset) {
      lose(task);
      return;
    }
    task.enter(place);
    lists.get(task.list()).joinFirst(task);
    wake();
  }

  /** A message is gone. */
  public void lose(Task task) {
    task.fail(lost);
  }

  private void wake() {
    Consumer waiting = blocked.poll();
    if (waiting != null) {
      replied.now(waiting);
    }
  }

  /** Asks for the next message, and waits for it: BRPOP. */
  public void pop(Consumer consumer) {
    popped.in(roundTrip, consumer);
  }

  private void onPop(Consumer consumer) {
    if (!consumer.isConnected()) {
      return;
    }
    if (isCut()) {
      redis.link().carry(consumer, () -> popped.now(consumer), consumer::disconnected);
      return;
    }
    Task next = next();
    if (next == null) {
      blocked.add(consumer);
    } else {
      consumer.delivered(next);
    }
  }

  /** Somebody else may have come first. */
  private void onReply(Consumer consumer) {
    if (!consumer.isConnected()) {
      return;
    }
    Task next = next();
    if (next == null) {
      blocked.addFirst(consumer);
    } else {
      consumer.delivered(next);
    }
  }

  private Task next() {
    for (int i = 0; i < lists.size(); i++) {
      if (!lists.get(i).isEmpty()) {
        return lists.get(i).next();
      }
    }
    return null;
  }

  /** How many messages wait: LLEN. Those that a worker has fetched are in none of the lists. */
  public int length() {
    int length = 0;
    for (int i = 0; i < lists.size(); i++) {
      length += lists.get(i).length();
    }
    return length;
  }

  /** Which of its data sets it has: another one each time it has lost everything. */
  public int dataset() {
    return dataset;
  }

  // ---- connections

  /** The consumer has closed its connection. */
  public void leave(Consumer consumer) {
    blocked.remove(consumer);
    forget(consumer);
  }

  /** What it has asked for over its last connection does not arrive any more. */
  private void forget(Consumer consumer) {
    if (redis != null && redis.link() != null) {
      redis.link().forget(consumer);
    }
  }

  /** Whether somebody who connects gets in. */
  public boolean isUp() {
    return !refuses() && !isCut();
  }

  /** Whether it is down: who asks it is told so at once. */
  public boolean refuses() {
    return redis != null && !redis.isUp();
  }

  private boolean isCut() {
    return redis != null && redis.link() != null && redis.link().isCut();
  }

  /**
   * The network is cut. Who asks anew every second does not hear of that, but of nothing else
   * either, and asks again some time after the network is there.
   */
  @Override
  public void cut() {
    blocked.removeIf(
        consumer -> {
          if (consumer.asksEverySecond()) {
            redis.link().carry(consumer, () -> popped.now(consumer), consumer::disconnected);
          }
          return consumer.asksEverySecond();
        });
  }

  @Override
  public void disconnected() {
    blocked.clear();
    consumers.forEach(this::forget);
    consumers.forEach(Consumer::disconnected);
  }

  /** All keys are gone, so all messages, and all that is known of those that workers hold. */
  @Override
  public void flushed() {
    dataset++;
    for (Line<Task> list : lists) {
      while (!list.isEmpty()) {
        Task first = list.first();
        list.leave(first);
        lose(first);
      }
    }
  }
}
