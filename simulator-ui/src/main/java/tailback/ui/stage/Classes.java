package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tailback.component.Deployment;
import tailback.component.client.TrafficSettings;
import tailback.program.Request;

/**
 * The classes of requests that are told apart on the stage: what they ask for, and, where several
 * groups of clients ask for the same, who does; then the background tasks.
 */
public final class Classes {

  private final List<String> names = new ArrayList<>();
  private final int[][] ofGroup;
  private final int[] first;

  /** The classes of a deployment. */
  public Classes(Deployment deployment) {
    List<String> endpoints = List.copyOf(deployment.endpoints().keySet());
    List<String> groups = List.copyOf(deployment.traffic().keySet());
    ofGroup = new int[groups.size()][endpoints.size()];
    first = new int[endpoints.size() + deployment.tasks().size()];
    for (int e = 0; e < endpoints.size(); e++) {
      String endpoint = endpoints.get(e);
      List<Integer> asking = asking(deployment, groups, endpoint);
      first[e] = names.size();
      for (int[] each : ofGroup) {
        each[e] = names.size();
      }
      if (asking.size() < 2) {
        names.add(endpoint);
        continue;
      }
      for (int group : asking) {
        ofGroup[group][e] = names.size();
        names.add(endpoint + ", " + groups.get(group));
      }
    }
    int task = endpoints.size();
    for (String name : deployment.tasks().keySet()) {
      first[task++] = names.size();
      names.add("task " + name);
    }
  }

  private static List<Integer> asking(Deployment deployment, List<String> groups, String endpoint) {
    List<Integer> asking = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      if (asks(deployment.traffic().get(groups.get(g)), endpoint)) {
        asking.add(g);
      }
    }
    return asking;
  }

  private static boolean asks(TrafficSettings group, String endpoint) {
    Set<String> mentioned = new TreeSet<>();
    if (group.requests() != null) {
      mentioned.addAll(group.requests().keySet());
    }
    if (group.websocket() != null) {
      mentioned.addAll(group.websocket().messages().keySet());
    }
    if (group.then() != null) {
      mentioned.addAll(group.then().values());
    }
    return mentioned.isEmpty() || mentioned.contains(endpoint); // a trace names its own
  }

  /**
   * The class of a request or a task.
   *
   * @param number its number, with that of its group
   * @param asks what it asks for, by number: endpoints, and after them tasks
   */
  public int of(long number, int asks) {
    int group = (int) (number >>> Request.GROUP_SHIFT) - 1;
    if (group >= 0 && group < ofGroup.length && asks < ofGroup[group].length) {
      return ofGroup[group][asks];
    }
    return asks < first.length ? first[asks] : 0;
  }

  /** What they are called. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** How many there are. */
  public int count() {
    return names.size();
  }
}
