package tailback.scenario;

import java.util.List;

/** Reads the incident of a scenario. */
final class Story {

  private final Binder binder;
  private final Names names;

  Story(Binder binder, Names names) {
    this.binder = binder;
    this.names = names;
  }

  /** The incident; null when there is none. */
  Scenario.Incident incident(Node node) {
    if (node == null) {
      return null;
    }
    Scenario.Incident incident = binder.record(node, Scenario.Incident.class, "incident");
    if (incident.answers().stream().noneMatch(Scenario.Answer::right)) {
      throw new Problem(
          binder.place(incident, "answers"),
          "no answer of the incident is right",
          "say 'right: true' of one");
    }
    try {
      FiguresInText.check(incident.page(), names, null);
      FiguresInText.check(incident.ask(), names, null);
      FiguresInText.check(incident.debrief(), names, null);
      FiguresInText.check(incident.sayIt(), names, null);
      incident.answers().forEach(each -> FiguresInText.check(each.because(), names, null));
      hints(incident).forEach(each -> FiguresInText.check(each, names, null));
    } catch (Misread e) {
      throw e.at(node.place(), "a figure in a text of incident");
    }
    try {
      if (incident.look() != null) {
        incident.look().forEach(names::visible);
      }
    } catch (Misread e) {
      throw e.at(binder.place(incident, "look"), "look of incident");
    }
    try {
      if (incident.cause() != null && incident.cause().contains(".")) {
        names.path(incident.cause());
      }
    } catch (Misread e) {
      throw e.at(binder.place(incident, "cause"), "cause of incident");
    }
    return incident;
  }

  private static List<String> hints(Scenario.Incident incident) {
    return incident.hints() == null ? List.of() : incident.hints();
  }
}
