package org.hearhear.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hearhear.account.TestAccounts;
import org.hearhear.attachment.AttachmentFiles.Size;
import org.hearhear.attachment.AttachmentFiles.Workspace;
import org.hearhear.attachment.Attachments.Uploaded;
import org.hearhear.attachment.image.Images;
import org.hearhear.attachment.image.TestImages;
import org.hearhear.config.Settings;
import org.hearhear.it.Keys;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.AttachmentId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept for whom, who gets it, and what is cleaned up, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AttachmentsTest {
  private static final int FILES_MAX = 5;
  private static final int BYTES_MAX = 100_000;

  @TempDir private Path temporary;
  private final TestDatabase kind;
  private final AttachmentStore store = new AttachmentStore();
  private Database database;
  private AttachmentFiles files;
  private Attachments attachments;
  private AttachmentCleaning cleaning;
  private Pictures pictures;
  private AccountId ada;
  private AccountId ben;
  private AccountId cleo;
  private ConversationId conversation;

  AttachmentsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    Map<String, String> chosen = new HashMap<>(kind.settings());
    chosen.put(Settings.ATTACHMENT_BYTES.name(), Integer.toString(BYTES_MAX));
    chosen.put(Settings.ATTACHMENT_QUOTA_FILES.name(), Integer.toString(FILES_MAX));
    chosen.put(Settings.ATTACHMENT_QUOTA_SIZE.name(), "1");
    database = new Database(Settings.of(chosen));
    database.open("test");
    chosen.put(Settings.DATA_DIR.name(), temporary.toString());
    Settings settings = Settings.of(chosen);
    files = new AttachmentFiles(settings);
    files.open("test");
    Images images = new Images(settings);
    attachments = new Attachments(settings, database, store, files, images);
    pictures = new Pictures(settings, database, new PictureStore(), files, images);
    cleaning = new AttachmentCleaning(settings, database, store, files, new Uploads(settings));
    TestAccounts accounts = new TestAccounts(database);
    ada = accounts.create("ada");
    ben = accounts.create("ben");
    cleo = accounts.create("cleo");
    conversation = conversationOf(ada, ben);
  }

  @AfterEach
  void close() {
    try (Stream<Path> left = Files.list(files.incoming())) {
      assertThat(left).as("files that were being made").isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.close();
  }

  // Uploading.

  @Test
  void fileIsKeptAsItIs() throws IOException {
    Attachment attachment = upload(ada, "notes.txt", "Grüße").attachment();

    assertThat(attachment.toJson())
        .hasToString(
            "{\"id\":\""
                + attachment.id()
                + "\",\"name\":\"notes.txt\",\"type\":\"text/plain\","
                + "\"bytes\":7}");
    assertThat(content(attachment.id(), ada)).isEqualTo("Grüße".getBytes(UTF_8));
  }

  @Test
  void imageIsKeptAnewWithAPreview() throws IOException {
    byte[] image = TestImages.encoded("bmp", 170, 170);
    Attachment small = upload(ada, newKey(), "a.bmp", image).attachment();
    Attachment large =
        upload(ada, newKey(), "b.png", TestImages.encoded("png", 800, 200)).attachment();

    assertThat(small.name()).isEqualTo("a.png");
    assertThat(small.type()).isEqualTo("image/png");
    assertThat(small.width()).isEqualTo(170);
    assertThat(small.bytes()).isEqualTo(content(small.id(), ada).length).isLessThan(image.length);
    assertThat(find(small.id(), ada, Size.PREVIEW).file().bytes()).isEqualTo(small.bytes());
    assertThat(files.find(small.id().value(), Size.PREVIEW)).isEmpty();
    assertThat(find(large.id(), ada, Size.PREVIEW).file().bytes()).isNotEqualTo(large.bytes());
  }

  @Test
  void animationIsKeptAsAFileThatNoBrowserShows() throws IOException {
    byte[] animation = TestImages.animation(20, 20);

    Attachment attachment = upload(ada, newKey(), "cat.gif", animation).attachment();

    assertThat(attachment.isImage()).isFalse();
    assertThat(attachment.type()).isEqualTo("application/octet-stream");
    assertThat(content(attachment.id(), ada)).isEqualTo(animation);
    assertThat(attachments.find(attachment.id(), ada, Size.PREVIEW)).isEmpty();
  }

  @Test
  void repeatGetsTheSameAndIsKeptOnce() throws IOException {
    Key key = newKey();
    Uploaded first = upload(ada, key, "a.txt", "text".getBytes(UTF_8));

    Uploaded again = upload(ada, key, "a.txt", "text".getBytes(UTF_8));

    assertThat(first.repeated()).isFalse();
    assertThat(again).isEqualTo(new Uploaded(first.attachment(), true));
    assertThat(usage(ada)).isEqualTo(new AttachmentStore.Usage(1, 4));
  }

  @Test
  void keyForAnotherFileOrNameIsRefused() throws IOException {
    Key key = newKey();
    Uploaded unused = upload(ada, key, "a.txt", "text".getBytes(UTF_8));

    assertRefused(ErrorCode.KEY_REUSED, () -> upload(ada, key, "a.txt", "other".getBytes(UTF_8)));
    assertRefused(ErrorCode.KEY_REUSED, () -> upload(ada, key, "b.txt", "text".getBytes(UTF_8)));
    assertThat(upload(ben, key, "b.txt", "text".getBytes(UTF_8)).repeated()).isFalse();
  }

  @Test
  void repeatsAtTheSameTimeAreKeptOnce() {
    Key key = newKey();

    List<AttachmentId> ids =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> unchecked(() -> upload(ada, key, "a.txt", "text".getBytes(UTF_8)))))
            .toList()
            .stream()
            .map(future -> future.join().attachment().id())
            .toList();

    assertThat(ids).containsOnly(ids.get(0));
    assertThat(usage(ada).files()).isEqualTo(1);
    assertThat(filesOnDisk()).isEqualTo(1);
  }

  @Test
  void emptyFileIsRefused() {
    assertRefused(ErrorCode.BAD_REQUEST, () -> upload(ada, "a.txt", ""));
  }

  @Test
  void fileIsReadNoFurtherThanTheLimit() {
    InputStream endless =
        new InputStream() {
          private int left = BYTES_MAX + 100_000;

          @Override
          public int read() {
            return read(new byte[1], 0, 1) < 0 ? -1 : 'x';
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) 'x');
            left -= length;
            assertThat(left).as("what is left when it has to stop").isPositive();
            return length;
          }
        };

    assertRefused(ErrorCode.TOO_LARGE, () -> attachments.upload(ada, newKey(), "endless", endless));
  }

  @Test
  void numberOfFilesOfAnAccountIsLimitedAlsoForThoseWhoComeAtOnce() {
    List<CompletableFuture<Boolean>> uploads =
        IntStream.range(0, 2 * FILES_MAX)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> isKept("file " + i)))
            .toList();

    assertThat(uploads.stream().filter(CompletableFuture::join)).hasSize(FILES_MAX);
    assertThat(usage(ada).files()).isEqualTo(FILES_MAX);
    assertThat(filesOnDisk()).isEqualTo(FILES_MAX);
    assertThat(unchecked(() -> upload(ben, "b", "another account")).repeated()).isFalse();
  }

  @Test
  void roomOfAnAccountIsLimited() throws IOException {
    database.useTransaction(
        handle ->
            store.insert(
                handle,
                new Attachment(
                    new AttachmentId(UUID.randomUUID()),
                    ada,
                    "large",
                    "application/octet-stream",
                    1_048_570,
                    null,
                    null),
                newKey(),
                "digest",
                Instant.now()));

    assertThat(upload(ada, "a", "123456").repeated()).isFalse();
    assertRefused(ErrorCode.QUOTA, () -> upload(ada, "a", "1"));
  }

  // Who gets it.

  @Test
  void unsentFileIsForItsUploaderOnly() throws IOException {
    AttachmentId id = upload(ada, "a.txt", "text").attachment().id();

    assertThat(attachments.find(id, ada, Size.FULL)).isPresent();
    assertThat(attachments.find(id, ben, Size.FULL)).isEmpty();
    assertThat(attachments.find(new AttachmentId(UUID.randomUUID()), ada, Size.FULL)).isEmpty();
  }

  @Test
  void sentFileIsForMembersWhoSeeTheMessage() throws IOException {
    AttachmentId id = upload(ada, "a.txt", "text").attachment().id();
    attach(id, 7);
    join(cleo, 6);
    assertThat(attachments.find(id, ada, Size.FULL)).isPresent();
    assertThat(attachments.find(id, ben, Size.FULL)).isPresent();
    assertThat(attachments.find(id, cleo, Size.FULL)).isPresent();

    leave(cleo);
    assertThat(attachments.find(id, cleo, Size.FULL)).isEmpty();
    join(cleo, 7);
    assertThat(attachments.find(id, cleo, Size.FULL)).isEmpty();
    leave(ada);
    assertThat(attachments.find(id, ada, Size.FULL)).isEmpty();
  }

  @Test
  void onlyOnesOwnUnsentFilesAreLockedForAMessage() throws IOException {
    AttachmentId own = upload(ada, "a.txt", "own").attachment().id();
    AttachmentId sent = upload(ada, "a.txt", "sent").attachment().id();
    AttachmentId others = upload(ben, "a.txt", "others").attachment().id();
    AttachmentId unknown = new AttachmentId(UUID.randomUUID());
    attach(sent, 1);

    Map<AttachmentId, Attachment> locked = lock(List.of(unknown, sent, others, own));

    assertThat(locked).containsOnlyKeys(own);
    Map<AttachmentId, Attachment> none = lock(List.of());
    assertThat(none).isEmpty();
  }

  @Test
  void unsentFileIsDeletedByItsUploaderOnly() throws IOException {
    AttachmentId unsent = upload(ada, "a.txt", "unsent").attachment().id();
    AttachmentId sent = upload(ada, "a.txt", "sent").attachment().id();
    attach(sent, 1);

    assertRefused(ErrorCode.NOT_FOUND, () -> delete(unsent, ben));
    assertRefused(ErrorCode.NOT_FOUND, () -> delete(sent, ada));
    delete(unsent, ada);

    assertRefused(ErrorCode.NOT_FOUND, () -> delete(unsent, ada));
    assertThat(files.find(unsent.value(), Size.FULL)).isEmpty();
    assertThat(files.find(sent.value(), Size.FULL)).isPresent();
  }

  // Cleaning.

  @Test
  void filesOfADeletedMessageAreGoneForEverybodyAndThenFromTheDisk() throws IOException {
    AttachmentId deleted =
        upload(ada, newKey(), "a.png", TestImages.encoded("png", 500, 500)).attachment().id();
    AttachmentId other = upload(ada, "a.txt", "other").attachment().id();
    attach(deleted, 7);
    attach(other, 8);

    database.useTransaction(handle -> store.release(handle, conversation, 7));

    assertThat(attachments.find(deleted, ada, Size.FULL)).isEmpty();
    assertThat(attachments.find(deleted, ben, Size.FULL)).isEmpty();
    assertThat(attachments.find(other, ben, Size.FULL)).isPresent();
    assertThat(usage(ada).files()).isEqualTo(1);
    assertRefused(ErrorCode.NOT_FOUND, () -> delete(deleted, ada));
    assertThat(cleaning.clean()).isEqualTo(1);
    assertThat(filesOnDisk()).isEqualTo(1);
    assertThat(cleaning.clean()).isZero();
  }

  @Test
  void uploadThatIsNeverSentIsDeletedAfterADay() throws IOException {
    AttachmentId old = upload(ada, "a.txt", "old").attachment().id();
    AttachmentId sent = upload(ada, "a.txt", "sent").attachment().id();
    age(old);
    age(sent);
    attach(sent, 1);
    AttachmentId young = upload(ada, "a.txt", "young").attachment().id();

    assertThat(cleaning.clean()).isEqualTo(1);

    assertThat(files.find(old.value(), Size.FULL)).isEmpty();
    assertThat(content(sent, ben)).isEqualTo("sent".getBytes(UTF_8));
    assertThat(content(young, ada)).isEqualTo("young".getBytes(UTF_8));
  }

  @Test
  void fileWithoutARowIsDeletedWhenItIsOldEnough() throws IOException {
    AttachmentId attachment = upload(ada, "a.txt", "kept").attachment().id();
    UUID picture = pictures.set(ada, body(TestImages.encoded("png", 300, 300)));
    UUID orphan = UUID.randomUUID();
    try (Workspace workspace = files.workspace()) {
      files.put(orphan, Size.FULL, Files.writeString(workspace.newFile(), "orphan"));
    }
    Path stranger = Files.writeString(temporary.resolve("attachments/00-readme"), "not ours");
    assertThat(cleanAll()).isZero();

    for (UUID id : List.of(attachment.value(), picture, orphan)) {
      Path file = files.find(id, Size.FULL).orElseThrow().path();
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    assertThat(cleanAll()).isEqualTo(1);
    assertThat(files.find(orphan, Size.FULL)).isEmpty();
    assertThat(files.find(attachment.value(), Size.FULL)).isPresent();
    assertThat(files.find(picture, Size.FULL)).isPresent();
    assertThat(stranger).exists();
  }

  @Test
  void unfinishedUploadOfACrashIsDeletedAfterADay() throws IOException {
    Path left = Files.writeString(files.incoming().resolve("left"), "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Path underWay = Files.writeString(files.incoming().resolve("new"), "half");

    cleaning.clean();

    assertThat(left).doesNotExist();
    assertThat(underWay).exists();
    Files.delete(underWay);
  }

  @Test
  void fileThatIsMissingIsNotThereAndKeepsItsRow() throws IOException {
    AttachmentId id = upload(ada, "a.txt", "text").attachment().id();
    attach(id, 1);
    files.delete(id.value());

    assertThat(attachments.find(id, ben, Size.FULL)).isEmpty();
    assertThat(cleanAll()).isZero();
    assertThat(usage(ada).files()).isEqualTo(1);
  }

  // Pictures of people.

  @Test
  void pictureIsReplacedAndTakenAway() throws IOException {
    assertThat(pictures.find(ada)).isEmpty();
    UUID first = pictures.set(ada, body(TestImages.photograph(640, 480, 3)));
    UUID second = pictures.set(ada, body(TestImages.encoded("gif", 30, 40)));

    assertThat(pictures.find(ada).orElseThrow().id()).isEqualTo(second);
    assertThat(files.find(first, Size.FULL)).isEmpty();
    pictures.remove(ada);
    assertThat(pictures.find(ada)).isEmpty();
    pictures.remove(ada);
    assertThat(filesOnDisk()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a and no more"})
  void whatIsNoImageIsNoPicture(String text) {
    assertRefused(
        ErrorCode.BAD_REQUEST,
        () -> pictures.set(ada, new ByteArrayInputStream(text.getBytes(UTF_8))));
    assertThat(unchecked(() -> pictures.find(ada))).isEmpty();
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private static <T> T unchecked(Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> void assertRefused(ErrorCode code, Step<T> step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private boolean isKept(String text) {
    try {
      return !unchecked(() -> upload(ada, "a.txt", text)).repeated();
    } catch (Refusal full) {
      assertThat(full.code()).isEqualTo(ErrorCode.QUOTA);
      return false;
    }
  }

  private Uploaded upload(AccountId owner, String name, String text) throws IOException {
    return upload(owner, newKey(), name, text.getBytes(UTF_8));
  }

  private Uploaded upload(AccountId owner, Key key, String name, byte[] content)
      throws IOException {
    return attachments.upload(owner, key, name, body(content));
  }

  private AttachmentId delete(AttachmentId id, AccountId owner) throws IOException {
    attachments.delete(id, owner);
    return id;
  }

  private Attachments.Found find(AttachmentId id, AccountId viewer, Size size) throws IOException {
    return attachments.find(id, viewer, size).orElseThrow();
  }

  private byte[] content(AttachmentId id, AccountId viewer) throws IOException {
    return Files.readAllBytes(find(id, viewer, Size.FULL).file().path());
  }

  private AttachmentStore.Usage usage(AccountId owner) {
    return database.inTransaction(handle -> store.usage(handle, owner));
  }

  private Map<AttachmentId, Attachment> lock(List<AttachmentId> ids) {
    return database.inTransaction(handle -> store.lockUnsent(handle, ada, ids));
  }

  private void attach(AttachmentId id, long seq) {
    database.useTransaction(
        handle -> {
          assertThat(store.lockUnsent(handle, ada, List.of(id))).containsOnlyKeys(id);
          store.attach(handle, List.of(id), conversation, seq);
        });
  }

  private void age(AttachmentId id) {
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE attachment SET created_at = ? WHERE id = ?",
                Timestamp.from(Instant.now().minus(Duration.ofDays(2))),
                id.value()));
  }

  private int cleanAll() {
    Instant orphaned = Instant.now().minus(Duration.ofDays(1));
    return IntStream.range(0, AttachmentFiles.SLICES)
        .map(slice -> cleaning.deleteOrphans(slice, orphaned))
        .sum();
  }

  private ConversationId conversationOf(AccountId one, AccountId other) {
    ConversationId created =
        database.inTransaction(
            handle ->
                new ConversationId(
                    handle
                        .createUpdate(
                            "INSERT INTO conversation (kind, last_seq, activity, created_at)"
                                + " VALUES ('group', 0, 0, :now)")
                        .bind("now", Timestamp.from(Instant.now()))
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one()));
    conversation = created;
    join(one, 0);
    join(other, 0);
    return created;
  }

  private void join(AccountId account, long fromSeq) {
    database.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO member (conversation_id, account_id, from_seq) VALUES (?, ?, ?)",
                conversation.value(),
                account.value(),
                fromSeq));
  }

  private void leave(AccountId account) {
    database.useTransaction(
        handle ->
            handle.execute(
                "DELETE FROM member WHERE conversation_id = ? AND account_id = ?",
                conversation.value(),
                account.value()));
  }

  private long filesOnDisk() {
    try (Stream<Path> all = Files.walk(temporary.resolve("attachments"))) {
      return all.filter(Files::isRegularFile).filter(file -> !file.endsWith("00-readme")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream body(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  private static Key newKey() {
    return Key.parse(Keys.next());
  }
}
