package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Uploaded files, on the disk of each application server or in one place for all. */
final class ObjectStoreTest {

  private static Trial trial(String media, String... rows) {
    return Trial.of(
            """
            duration: 60s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              nginx: {}
              gunicorn: { replicas: 3, workers: 4 }
              media: { kind: object_store, %s }
            endpoints:
              upload: [ put: { object_store: media, key: photo } ]
              photo: [ get: { object_store: media, key: photo } ]
            """
                .formatted(media))
        .free()
        .arrivals(rows);
  }

  private static final String[] ONE_UPLOAD = {
    "at,request",
    "0,photo",
    "1,upload",
    "2,photo",
    "3,photo",
    "4,photo",
    "5,photo",
    "6,photo",
    "7,photo"
  };

  @Test
  void localFile_isThereOnOneReplicaOnly() {
    Trial trial = trial("storage: local, time: 1ms", ONE_UPLOAD);
    assertThat(trial.endpoint("photo").statuses())
        .as("before the upload nobody has it; after it one replica of three")
        .containsEntry("200", 2L)
        .containsEntry("404", 5L);
    assertThat(trial.endpoint("photo").failed()).as("404 is an answer").isZero();
  }

  @Test
  void sharedFile_isThereForAll() {
    Trial trial = trial("storage: shared, time: 1ms", ONE_UPLOAD);
    assertThat(trial.endpoint("photo").statuses())
        .containsEntry("200", 6L)
        .containsEntry("404", 1L);
  }

  @Test
  void missingShare_isThatOfTheOtherReplicas() {
    Trial trial =
        trial("storage: local, time: 1ms")
            .with(
                "traffic.visitors.arrivals=poisson 400/s",
                "traffic.visitors.requests={ upload: 10%, photo: 90% }",
                "gunicorn.replicas=4");
    double missing = trial.endpoint("photo").statuses().get("404");
    assertThat(missing / trial.endpoint("photo").offered()).isEqualTo(0.75, within(0.02));
  }

  @Test
  void transfer_takesItsTime() {
    Trial trial = trial("time: 250ms", "at,request", "0,upload", "1,photo");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.25s", "1: 200 at 1.25s");
    assertThat(trial.endpoint("photo").timeInMs()).containsEntry("media.get", 250.0);
  }
}
