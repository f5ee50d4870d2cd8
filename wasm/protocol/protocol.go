// Package protocol names the messages that the page's programs send one another.
//
// Every message is a JavaScript object {ns: "pushforward", v: 1, type: …, …}; bulk numbers travel beside
// the other fields as transferable Float32Arrays. The structs below are the fields of each type, encoded as JSON
// by their tags; fields of type [Floats] and [Bytes] are the exception and arrive as a Float32Array and a Uint8Array of the same name, and files as a Blob.
//
//	shell  → worker   set train pause step reset rewind follow samples model open picture bench nfe sketch data table columns connect assist
//	worker → shell    ready state metrics score findings samples model picture timing nfe sketch outline progress data assist error
//	worker ↔ worker   task                         (over a MessagePort, between the two that share a run)
//	worker → stage    scene paths crowd field net pairs latent probe   (over a MessagePort: the shell is not in between)
//	stage  → worker   layers                       (over the same port)
//	shell  → stage    connect play pause seek theme layers camera
//	stage  → shell    ready time shape point camera cursor toggle error, and given from its script
//
// Coordinates are in the target's natural units, points row-major [n×2]: the two columns the stage shows.
// Time t runs from 0 (noise) to 1 (data).
package protocol

// Namespace marks every message; Version is raised when an old reader would misunderstand a new message.
const (
	Namespace = "pushforward"
	Version   = 1
)

// Type is a message's type.
type Type string

// The message types, in the order of the package comment.
const (
	TypeSet      Type = "set"
	TypeTrain    Type = "train"
	TypePause    Type = "pause"
	TypeStep     Type = "step"
	TypeReset    Type = "reset"
	TypeRewind   Type = "rewind"
	TypeFollow   Type = "follow"
	TypeFindings Type = "findings"
	TypeSamples  Type = "samples"
	TypeModel    Type = "model"
	TypeOpen     Type = "open"
	TypePicture  Type = "picture"
	TypeBench    Type = "bench"
	TypeNFE      Type = "nfe"
	TypeSketch   Type = "sketch"
	TypeData     Type = "data"
	TypeTable    Type = "table"
	TypeOutline  Type = "outline"
	TypeColumns  Type = "columns"
	TypeProgress Type = "progress"
	TypeConnect  Type = "connect"
	TypeAssist   Type = "assist"
	TypeTask     Type = "task"
	TypeReady    Type = "ready"
	TypeState    Type = "state"
	TypeMetrics  Type = "metrics"
	TypeScore    Type = "score"
	TypeTiming   Type = "timing"
	TypeError    Type = "error"
	TypeScene    Type = "scene"
	TypePaths    Type = "paths"
	TypeField    Type = "field"
	TypePlay     Type = "play"
	TypeSeek     Type = "seek"
	TypeTheme    Type = "theme"
	TypeLayers   Type = "layers"
	TypeTime     Type = "time"
	TypeShape    Type = "shape"
	TypeCrowd    Type = "crowd"
	TypeNet      Type = "net"
	TypePairs    Type = "pairs"
	TypeLatent   Type = "latent"
	TypeProbe    Type = "probe"
	TypePoint    Type = "point"
	TypeCamera   Type = "camera"
	TypeCursor   Type = "cursor"
	TypeToggle   Type = "toggle" // Space was pressed on the stage: play or pause
)

// Floats is bulk data: a Float32Array on the wire, never JSON.
type Floats []float32

// Bytes is the content of a file: a Uint8Array on the wire, never JSON.
type Bytes []byte
