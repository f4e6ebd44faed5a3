import assert from "node:assert/strict";
import test from "node:test";
import { assembled } from "../../frontend_static/outlook/assembling.js";

const BASE64 = "base64";
const HEADERS = [
  "Microsoft Mail Internet Headers Version 2.0",
  "\tcontinues no field",
  "Authentication-Results: mx.example; spf=pass",
  " smtp.mailfrom=example.org",
  "Message-ID:",
  " <one@example.org>",
  "Subject: =?utf-8?q?=C3=A9?=",
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed;",
  '\tboundary="old"',
  "Content-Transfer-Encoding: 7bit",
  "not a field",
  " nor this",
  "X-Last: 1",
  "",
  "--old",
  "X-Part: 1",
].join("\r\n");

globalThis.Office = {
  AsyncResultStatus: { Succeeded: "succeeded" },
  CoercionType: { Html: "html", Text: "text" },
  MailboxEnums: { AttachmentType: { Cloud: "cloud" }, AttachmentContentFormat: { Base64: BASE64, Eml: "eml", ICalendar: "iCalendar" } },
  context: { requirements: { isSetSupported: (_name, version) => version === "1.8" } },
};

const answer = (callback, value) => callback(value === undefined ? { status: "failed" } : { status: "succeeded", value });
const file = (more) => ({ id: more.name, attachmentType: "file", contentType: "application/pdf", isInline: false, contentId: "", size: 1, content: "AAEC", format: BASE64, ...more });

/** What Outlook tells of a message, changed as wanted. */
const open = ({ headers = HEADERS, messageId = "<one@example.org>", bodies = { html: "<p>é</p>", text: "é" }, files = [] } = {}) => ({
  internetMessageId: messageId,
  attachments: files,
  body: { getAsync: (kind, callback) => answer(callback, bodies[kind]) },
  getAllInternetHeadersAsync: (callback) => answer(callback, headers),
  getAttachmentContentAsync: (id, callback) => {
    const { content, format } = files.find((each) => each.id === id);
    answer(callback, content === undefined ? undefined : { content, format });
  },
});

/** The head of what was put together, and its parts, with the boundary cut off. */
async function taken(said) {
  const text = await (await assembled(open(said))).text();
  const boundary = /boundary="([^"]+)"/.exec(text)[1];
  const [head, ...parts] = text.split(`--${boundary}`);
  assert.equal(parts.pop(), "--\r\n");
  return { head: head.replace(boundary, "B"), parts: parts.map((each) => each.trim()) };
}

test("the headers are the message's own, but for those about how the body was written", async () => {
  const { head, parts } = await taken();
  assert.deepEqual(head.split("\r\n"), [
    "Authentication-Results: mx.example; spf=pass",
    " smtp.mailfrom=example.org",
    "Message-ID:",
    " <one@example.org>",
    "Subject: =?utf-8?q?=C3=A9?=",
    "X-Last: 1",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="B"',
    "",
    "",
  ]);
  assert.deepEqual(parts, ["Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+w6k8L3A+"]);
});

test("what was written without HTML stays so", async () => {
  const { parts } = await taken({ headers: "Message-ID: <one@example.org>\nContent-Type: text/plain; charset=iso-8859-1\n" });
  assert.deepEqual(parts, ["Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nw6k="]);
});

test("a file has its type, its name in any script, and what an image is called in the body", async () => {
  const { parts } = await taken({ files: [file({ name: "Offre été (1).pdf", content: "A".repeat(80) }), file({ name: "logo.png", contentType: "image/png", isInline: true, contentId: "logo@1" })] });
  assert.equal(parts[1], `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=UTF-8''Offre%20%C3%A9t%C3%A9%20%281%29.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${"A".repeat(76)}\r\nAAAA`);
  assert.equal(parts[2], "Content-Type: image/png\r\nContent-Disposition: inline; filename*=UTF-8''logo.png\r\nContent-ID: <logo@1>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC");
});

test("messages and appointments within it are what they are, and what is only linked to is left out", async () => {
  const eml = "Subject: inner\r\n\r\nx";
  const { parts } = await taken({ files: [file({ name: "inner", content: eml, format: "eml" }), file({ name: "visit", content: "BEGIN:VCALENDAR", format: "iCalendar" }), file({ name: "far", attachmentType: "cloud" })] });
  assert.equal(parts[1], `Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename*=UTF-8''inner\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${eml}`);
  assert.match(parts[2], /^Content-Type: text\/calendar; charset=utf-8\r\n.*\r\n.*\r\n\r\nQkVHSU46VkNBTEVOREFS$/);
  assert.equal(parts.length, 3);
});

test("no name, type or content id writes a header or a part of its own", async () => {
  const evil = 'x"\r\nX-Evil: 1\ud800';
  for (const contentType of [evil, "multipart/mixed", "message/rfc822", "application/pdf; x=y", ""]) {
    const { parts } = await taken({ files: [file({ name: evil, contentType, isInline: true, contentId: "a>\r\nX-Evil: 1" })] });
    assert.equal(parts[1], "Content-Type: application/octet-stream\r\nContent-Disposition: inline; filename*=UTF-8''x%22%0D%0AX-Evil%3A%201_\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC");
  }
});

test("a message that Outlook does not tell all of is not put together", async () => {
  const refusals = {
    "no headers": { headers: "" },
    "one header only": { headers: "Subject: x" },
    "headers are refused": { headers: null },
    "headers of another message": { messageId: "<two@example.org>" },
    "a name after the headers": { headers: "Subject: x\r\n\r\nMessage-ID: <one@example.org>" },
    restricted: { headers: `Content-Class: rpmsg.message\r\n${HEADERS}` },
    encrypted: { headers: "Message-ID: <one@example.org>\r\nContent-Type: application/pkcs7-mime" },
    "no body": { bodies: {} },
    "a file is refused": { files: [file({ name: "a" }), file({ name: "b", content: undefined })] },
    "a file is empty": { files: [file({ name: "a", content: "" })] },
    "a file is no base64": { files: [file({ name: "a", content: "<html>" })] },
    "a file is an address": { files: [file({ name: "a", format: "url" })] },
    "too large": { files: [file({ name: "a", size: 20e6 }), file({ name: "b", size: 20e6 })] },
  };
  for (const [why, said] of Object.entries(refusals)) assert.equal(await assembled(open(said)), null, why);
});

test("an Outlook before Mailbox 1.8 is not asked", async (context) => {
  context.mock.method(Office.context.requirements, "isSetSupported", () => false);
  assert.equal(await assembled({ ...open(), attachments: undefined, getAllInternetHeadersAsync: undefined }), null);
});
