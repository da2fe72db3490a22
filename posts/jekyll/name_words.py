"""Common knowledge about Chinese names: surnames, forms of address, posts, and what is no name."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳"
    "时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇"
    "栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚"
    "皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容"
    "敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾"
    "戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸植衡富尧闭招谯折仰习生汝萨竺降濮侍牧吳陳張劉黃"
    "楊趙鄭馮許蔣韓嚴鄧蕭葉盧羅譚龍賴鄒賀鐘鍾廬龐顏倫賈鄔陸孫馬蘇呂區歐關萬錢湯溫莊聶魯喬齊畢單龔"
    "顧赖鄺"
)
DOUBLE_SURNAMES = frozenset(
    _words(
        "上官 东方 令狐 公孙 司徒 司马 夏侯 宇文 尉迟 慕容 欧阳 歐陽 独孤 皇甫 端木 诸葛 轩辕 长孙"
    )
)
# Surnames that more often are a part of another word: inside running text they prove little.
AMBIGUOUS = frozenset(
    "万乐习于云任位信储元党全公关农利包区单南卜原史司向和商国宁安官宣容封展巴师席干平应康强成房支"
    "文方时明易景曲权来柏查梅段毛池海温游满焦牛牧班甘生白盛相程竺符简管米耿舒花苗衣解计谈谷费路车"
    "连那都金门阳雷项马高"
)
HONORIFICS = _words(
    "先生 女士 小姐 同学 同學 同志 童鞋 老师 老師 讲师 講師 大哥 大神 大侠 大牛 "
    "博士 教授 美女 帅哥 妹子 兄弟 大大 组委 老大 老总 姑娘 大叔 前辈 总监 大妈"
)
ROLES = _words(
    "工程师 工程師 程序员 程序猿 程序媛 架构师 设计师 研究员 分析师 总监 经理 "
    "创始人 合伙人 负责人 主席 主管 组长 总裁 总经理 董事长 CEO CTO COO "
    "CIO CFO VP 专家 专员 作者 译者 讲师 讲者 嘉宾 主持人 主持 组委 顾问 "
    "教授 博士 版主 站长 班长 妹子 美女 帅哥 达人 开发者 开发 产品经理 项目经理 "
    "成员 会员 选手 队长 院长 主任 总编 编辑 记者 学生 大神 大牛 布道师 布道官 "
    "发起人 维护者 爱好者 团队 公司 工作室 员工 同事 朋友"
)
# What a company's or a group's name ends with.
COMPANY_ENDS = _words(
    "科技 网络 公司 集团 大学 学院 银行 软件 传媒 数码 咖啡 邮箱 频道 猎头 事业部 实验室 俱乐部 "
    "社区 协会 联盟 基金 资本 证券 游戏 互动 在线 电商 商城 论坛 研究院 中心"
)
# Characters that a given name hardly ever holds.
PARTICLES = frozenset(
    "。不与么也了于些什他以们会但你使做先其内再到去又及吗吧呢和咱哪啊在她它就很得怎您我或把是此每没的看给而能被要让说请过还这那都里，"
)
# Words that begin like a name; none is one.
COMMON_WORDS = frozenset(
    _words(
        "分钟 钟内 原定 原先 初学 印象 经常 接下来 紧接着 这一次 新人 新手 "
        "老手 有请 大伙 本人 辛苦 声明 官网 修订 修复 范围 门票 现有 获取 "
        "一个 一位 一名 一起 万物 三个 三位 上午 上海 下午 东莞 两个 两位 严格 严重 "
        "中午 中山 为何 主持 主题 之前 之后 于是 云平 云端 云计 互动 互联 交流 产品 "
        "什么 今天 今年 介绍 他们 以及 任何 任务 企业 休息 会议 但是 何时 佛山 作者 "
        "你们 使用 信息 修改 元素 党员 党政 全国 全栈 全球 全程 全部 全面 公众 公司 "
        "公开 公益 关于 关注 关键 其中 内容 农村 凌晨 几位 分享 创业 利用 前端 包含 "
        "包括 北京 区别 区块 午餐 华南 单位 南京 南方 历史 原因 原来 原理 古老 另外 "
        "可以 可能 史上 各位 合影 同学 同时 后来 后端 向上 和谐 商业 商务 商城 嘉宾 "
        "回顾 因为 团队 国内 国家 国际 地点 多个 大家 大神 如何 如果 宁可 安全 安排 "
        "官方 实战 实现 实践 宣传 宣布 容器 容易 容量 小伙 小型 小学 小时 小白 小米 "
        "小组 小结 小编 小说 小贴 居然 展示 工程 师傅 师兄 师姐 希望 席位 "
        "常用 常见 平台 平安 平时 平衡 平面 并且 幻灯 应用 开发 开场 强大 录音 "
        "志愿 怎么 总结 感谢 成为 成功 成员 成都 我们 房间 所以 技术 技能 报名 抽奖 "
        "招聘 接下 接下来 接着 提问 支持 数据 文件 文化 文字 文档 文章 文艺 方便 "
        "方式 方案 方法 方面 时代 时候 时刻 时间 明天 明年 易用 晚上 晚餐 普及 普通 "
        "智慧 智能 最后 有人 朋友 服务 本期 本次 权威 权限 来到 来源 来自 架构 查看 "
        "查询 根据 武器 武汉 段子 每位 水平 汤圆 沙龙 没有 活动 测试 海外 海报 海量 "
        "温馨 游戏 演讲 然后 照片 王牌 现场 现身 班级 班长 生产 生态 "
        "生活 由于 白天 白板 盛大 盛宴 相互 相信 相关 石头 社区 移动 程序 程度 符号 "
        "符合 签到 简介 简单 简历 简述 管理 米粉 系统 紧接着 组委 组织 经典 经过 "
        "经验 网络 老公 老外 老大 老婆 老家 老师 老板 自己 自我 自由 致谢 花样 花絮 "
        "茶歇 虽然 视频 解决 解析 解读 计划 计算 讨论 议题 讲师 讲者 许多 设计 译者 "
        "话题 诸位 读者 费用 资料 路线 车站 运维 这位 进行 连接 连续 通过 那位 部分 "
        "都是 金牌 金融 银牌 闭幕 问答 阳光 阿姨 阿里 随后 需要 项目 项链 首先 香港 "
        "马上 高手 高效 高级"
    )
)
LATIN_NOT_NAMES = frozenset(
    _words(
        "q faq help at or cc "
        "a agile ai alibaba amazon an and android angular angularjs api app apple apps ar "
        "are baidu big bootstrap by c ceo cfo cio client clojure cloud cn cocos2d "
        "cocos2d-x com coo css css3 cto d data day demo devops docker erlang facebook "
        "flash flex for from git github go golang google hadoop haskell how hr html html5 "
        "http https iaas ibm ide in ios iot ip is it java javascript jquery js keynote "
        "kotlin linux lua mac microsoft mongodb mp3 mvc mysql net nginx node node.js "
        "nodejs of on open openstack or oracle org orm osx paas part party pc "
        "pdf perl php pk pm ppt pptx ps python qa qq r rails react redis rest ruby rust "
        "saas scala scrum sdk server session slide slides source spark sql startup svn "
        "swift tcp tencent the to topic tv twitter uc ui unity unix ux vp vr vs "
        "vue web wechat weibo what why windows with www"
    )
)
