/** The part of GitHub's schema that programs for reviews use: names, nullability and arguments as GitHub has them. */
export const schemaText = /* GraphQL */ `
  scalar DateTime
  scalar URI
  scalar GitObjectID

  enum DiffSide {
    LEFT
    RIGHT
  }
  enum PullRequestReviewThreadSubjectType {
    LINE
    FILE
  }
  enum PullRequestReviewState {
    PENDING
    COMMENTED
    APPROVED
    CHANGES_REQUESTED
    DISMISSED
  }
  enum PullRequestState {
    OPEN
    CLOSED
    MERGED
  }
  enum ReportedContentClassifiers {
    SPAM
    ABUSE
    OFF_TOPIC
    OUTDATED
    DUPLICATE
    RESOLVED
  }
  enum RepositoryPermission {
    ADMIN
    MAINTAIN
    WRITE
    TRIAGE
    READ
  }

  interface Node {
    id: ID!
  }
  interface Actor {
    login: String!
    url: URI!
  }
  interface RepositoryOwner {
    id: ID!
    login: String!
  }
  interface Comment {
    id: ID!
    author: Actor
    body: String!
    createdAt: DateTime!
    updatedAt: DateTime!
    viewerDidAuthor: Boolean!
  }
  interface Minimizable {
    isMinimized: Boolean!
    minimizedReason: String
    viewerCanMinimize: Boolean!
    viewerCanUnminimize: Boolean!
  }

  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }

  type User implements Node & Actor & RepositoryOwner {
    id: ID!
    login: String!
    url: URI!
    databaseId: Int
  }
  type Organization implements Node & Actor & RepositoryOwner {
    id: ID!
    login: String!
    url: URI!
    databaseId: Int
  }
  type Bot implements Node & Actor {
    id: ID!
    login: String!
    url: URI!
    databaseId: Int
  }

  type RateLimit {
    limit: Int!
    cost: Int!
    remaining: Int!
    used: Int!
    resetAt: DateTime!
    nodeCount: Int!
  }

  type Repository implements Node {
    id: ID!
    databaseId: Int
    name: String!
    nameWithOwner: String!
    owner: RepositoryOwner!
    isPrivate: Boolean!
    isFork: Boolean!
    url: URI!
    viewerPermission: RepositoryPermission
    pullRequest(number: Int!): PullRequest
  }

  type PullRequest implements Node & Comment {
    id: ID!
    fullDatabaseId: String
    databaseId: Int
    number: Int!
    title: String!
    body: String!
    url: URI!
    author: Actor
    state: PullRequestState!
    isDraft: Boolean!
    merged: Boolean!
    closed: Boolean!
    isCrossRepository: Boolean!
    baseRefName: String!
    baseRefOid: GitObjectID!
    headRefName: String!
    headRefOid: GitObjectID!
    createdAt: DateTime!
    updatedAt: DateTime!
    viewerDidAuthor: Boolean!
    repository: Repository!
    comments(first: Int, last: Int, after: String, before: String): IssueCommentConnection!
    reviews(first: Int, last: Int, after: String, before: String, author: String): PullRequestReviewConnection
    reviewThreads(first: Int, last: Int, after: String, before: String): PullRequestReviewThreadConnection!
  }

  type PullRequestReviewThread implements Node {
    id: ID!
    path: String!
    isResolved: Boolean!
    isOutdated: Boolean!
    isCollapsed: Boolean!
    resolvedBy: User
    line: Int
    startLine: Int
    originalLine: Int
    originalStartLine: Int
    diffSide: DiffSide!
    startDiffSide: DiffSide
    subjectType: PullRequestReviewThreadSubjectType!
    viewerCanReply: Boolean!
    viewerCanResolve: Boolean!
    viewerCanUnresolve: Boolean!
    pullRequest: PullRequest!
    repository: Repository!
    comments(first: Int, last: Int, after: String, before: String): PullRequestReviewCommentConnection!
  }

  type PullRequestReviewComment implements Node & Comment & Minimizable {
    id: ID!
    databaseId: Int
    fullDatabaseId: String
    author: Actor
    body: String!
    path: String!
    diffHunk: String!
    url: URI!
    line: Int
    startLine: Int
    originalLine: Int
    originalStartLine: Int
    outdated: Boolean!
    subjectType: PullRequestReviewThreadSubjectType!
    state: PullRequestReviewState!
    createdAt: DateTime!
    updatedAt: DateTime!
    viewerDidAuthor: Boolean!
    isMinimized: Boolean!
    minimizedReason: String
    viewerCanMinimize: Boolean!
    viewerCanUnminimize: Boolean!
    replyTo: PullRequestReviewComment
    pullRequestReview: PullRequestReview
    pullRequest: PullRequest!
  }

  type PullRequestReview implements Node & Comment & Minimizable {
    id: ID!
    databaseId: Int
    fullDatabaseId: String
    author: Actor
    body: String!
    state: PullRequestReviewState!
    url: URI!
    submittedAt: DateTime
    createdAt: DateTime!
    updatedAt: DateTime!
    viewerDidAuthor: Boolean!
    pullRequest: PullRequest!
    isMinimized: Boolean!
    minimizedReason: String
    viewerCanMinimize: Boolean!
    viewerCanUnminimize: Boolean!
    comments(first: Int, last: Int, after: String, before: String): PullRequestReviewCommentConnection!
  }

  type IssueComment implements Node & Comment & Minimizable {
    id: ID!
    databaseId: Int
    fullDatabaseId: String
    author: Actor
    body: String!
    url: URI!
    createdAt: DateTime!
    updatedAt: DateTime!
    viewerDidAuthor: Boolean!
    pullRequest: PullRequest
    isMinimized: Boolean!
    minimizedReason: String
    viewerCanMinimize: Boolean!
    viewerCanUnminimize: Boolean!
  }

  type IssueCommentConnection {
    nodes: [IssueComment]
    edges: [IssueCommentEdge]
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type IssueCommentEdge {
    cursor: String!
    node: IssueComment
  }
  type PullRequestReviewConnection {
    nodes: [PullRequestReview]
    edges: [PullRequestReviewEdge]
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type PullRequestReviewEdge {
    cursor: String!
    node: PullRequestReview
  }
  type PullRequestReviewThreadConnection {
    nodes: [PullRequestReviewThread]
    edges: [PullRequestReviewThreadEdge]
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type PullRequestReviewThreadEdge {
    cursor: String!
    node: PullRequestReviewThread
  }
  type PullRequestReviewCommentConnection {
    nodes: [PullRequestReviewComment]
    edges: [PullRequestReviewCommentEdge]
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type PullRequestReviewCommentEdge {
    cursor: String!
    node: PullRequestReviewComment
  }

  type Query {
    viewer: User!
    rateLimit(dryRun: Boolean = false): RateLimit
    repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
  }

  input ResolveReviewThreadInput {
    threadId: ID!
    clientMutationId: String
  }
  type ResolveReviewThreadPayload {
    thread: PullRequestReviewThread
    clientMutationId: String
  }
  input UnresolveReviewThreadInput {
    threadId: ID!
    clientMutationId: String
  }
  type UnresolveReviewThreadPayload {
    thread: PullRequestReviewThread
    clientMutationId: String
  }
  input MinimizeCommentInput {
    subjectId: ID!
    classifier: ReportedContentClassifiers!
    clientMutationId: String
  }
  type MinimizeCommentPayload {
    minimizedComment: Minimizable
    clientMutationId: String
  }
  input UnminimizeCommentInput {
    subjectId: ID!
    clientMutationId: String
  }
  type UnminimizeCommentPayload {
    unminimizedComment: Minimizable
    clientMutationId: String
  }
  input AddPullRequestReviewThreadInput {
    path: String
    body: String!
    pullRequestId: ID
    pullRequestReviewId: ID
    line: Int
    side: DiffSide = RIGHT
    startLine: Int
    startSide: DiffSide = RIGHT
    subjectType: PullRequestReviewThreadSubjectType = LINE
    clientMutationId: String
  }
  type AddPullRequestReviewThreadPayload {
    thread: PullRequestReviewThread
    clientMutationId: String
  }
  input AddPullRequestReviewThreadReplyInput {
    pullRequestReviewThreadId: ID!
    body: String!
    clientMutationId: String
  }
  type AddPullRequestReviewThreadReplyPayload {
    comment: PullRequestReviewComment
    clientMutationId: String
  }

  type Mutation {
    resolveReviewThread(input: ResolveReviewThreadInput!): ResolveReviewThreadPayload
    unresolveReviewThread(input: UnresolveReviewThreadInput!): UnresolveReviewThreadPayload
    minimizeComment(input: MinimizeCommentInput!): MinimizeCommentPayload
    unminimizeComment(input: UnminimizeCommentInput!): UnminimizeCommentPayload
    addPullRequestReviewThread(input: AddPullRequestReviewThreadInput!): AddPullRequestReviewThreadPayload
    addPullRequestReviewThreadReply(
      input: AddPullRequestReviewThreadReplyInput!
    ): AddPullRequestReviewThreadReplyPayload
  }
`;
